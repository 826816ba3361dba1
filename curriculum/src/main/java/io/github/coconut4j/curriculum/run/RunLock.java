package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Keeps a second process out of a folder. The system lets go of the lock when the process ends, however it ends. */
public final class RunLock {
    private static final String LOCK = ".lock";

    private RunLock() {}

    /**
     * Makes sure that what lies in a folder can be read and replaced without end: that it is files and folders alone.
     *
     * @param folder that exists
     * @throws CurriculumException naming a pipe or a device, at which whoever opens it may wait for ever
     */
    public static void requireFiles(Path folder) {
        for (Path entry : FileTree.entries(folder)) {
            if (WholeFiles.isStream(entry)) {
                throw new CurriculumException(entry
                        + " is a pipe or a device, where a file has its place; delete it, or choose another folder.");
            }
        }
    }

    /**
     * Does something while no one else can lock the folder.
     *
     * @param <T> of what the work gives
     * @param folder that exists
     * @param work is done at once, by this thread
     * @return what the work gives
     * @throws CurriculumException if someone else has locked it, or not all that lies in it is files
     */
    public static <T> T holding(Path folder, Supplier<T> work) {
        requireFiles(folder);
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!locks(channel)) {
                throw new CurriculumException(
                        folder + " is in use by another process; wait until it ends, or choose another folder.");
            }
            return work.get();
        } catch (IOException e) {
            throw FileTree.failed("lock", folder, e);
        }
    }

    /**
     * {@return whether another process has locked a folder; not to be asked by a process that has locked it itself}
     *
     * @param folder that exists
     */
    public static boolean isHeld(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !locks(channel);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException thisProcessHasIt) {
            return false;
        }
    }
}
