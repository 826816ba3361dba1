package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.internal.FileTree;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Files that are replaced as a whole or not at all, whatever moment the process is killed at. Links are followed: what they
 * point to is replaced. A pipe or a device is written to as it is.
 */
public final class WholeFiles {
    private static final List<String> STREAMS = List.of("/dev/std", "/dev/fd/", "/proc/");
    private static final int MOST_LINKS = 40;

    private WholeFiles() {}

    /**
     * Writes a file in an existing folder.
     *
     * @param file is there whole or as it was before, never half written
     * @param text written as UTF-8
     * @throws io.github.coconut4j.curriculum.CurriculumException if it cannot be written
     */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file that is no text, a picture for instance, in an existing folder.
     *
     * @param file is there whole or as it was before, never half written
     * @param bytes all of it
     * @throws io.github.coconut4j.curriculum.CurriculumException if it cannot be written
     */
    public static void write(Path file, byte[] bytes) {
        if (isStream(file)) {
            stream(file, bytes);
            return;
        }
        Path place = place(file);
        Path temporary = place.resolveSibling("." + place.getFileName() + ".tmp");
        try {
            Files.write(temporary, bytes);
            FileTree.force(temporary);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            FileTree.deleteQuietly(temporary);
            throw FileTree.failed("write", file, e);
        }
    }

    /**
     * Reads a file of UTF-8.
     *
     * @param file of any size that fits the memory
     * @return its text
     * @throws io.github.coconut4j.curriculum.CurriculumException if it cannot be read
     */
    public static String read(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw FileTree.failed(
                    "read", file, new IOException("it is a folder, a pipe or a device")); // a pipe may never end
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw FileTree.failed("read", file, e);
        }
    }

    /**
     * Makes a folder where there is none, with those it lies in.
     *
     * @param folder may be there already
     * @throws io.github.coconut4j.curriculum.CurriculumException if it cannot be made
     */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileTree.failed("make the folder", folder, e);
        }
    }

    private static void stream(Path file, byte[] bytes) {
        try (OutputStream out =
                new FileOutputStream(file.toFile())) { // Files.newOutputStream would ask a pipe for its size
            out.write(bytes);
        } catch (IOException e) {
            throw FileTree.failed("write", file, e);
        }
    }

    /**
     * {@return whether a name is that of a pipe, a device, or an open stream such as /dev/stdout, none of which can be replaced}
     *
     * @param file that need not exist
     */
    public static boolean isStream(Path file) {
        boolean open = STREAMS.stream()
                .anyMatch(
                        streams -> file.toAbsolutePath().normalize().toString().startsWith(streams));
        return open || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
    }

    /**
     * {@return where a file really lies, links followed, also one that points to a file still to be written}
     *
     * @param file that need not exist
     * @throws io.github.coconut4j.curriculum.CurriculumException if the links lead nowhere
     */
    public static Path place(Path file) {
        Path place = file;
        try {
            for (int links = 0; Files.isSymbolicLink(place); links++) {
                if (links == MOST_LINKS) {
                    throw new FileSystemLoopException(file.toString());
                }
                Path target = Files.readSymbolicLink(place);
                place = place.toAbsolutePath().resolveSibling(target);
            }
        } catch (FileSystemLoopException loop) {
            throw FileTree.failed("write", file, new IOException("its links lead in a circle", loop));
        } catch (IOException e) {
            throw FileTree.failed("write", file, e);
        }
        return place;
    }
}
