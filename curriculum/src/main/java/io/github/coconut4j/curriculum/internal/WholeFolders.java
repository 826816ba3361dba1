package io.github.coconut4j.curriculum.internal;

import io.github.coconut4j.curriculum.CurriculumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Folders that appear with all their files or not at all, whatever moment the process is killed at. */
public final class WholeFolders {
    private WholeFolders() {}

    /**
     * Makes a folder.
     *
     * @param folder that is not there yet, or is empty
     * @param content writes the files into the folder it is given
     * @throws CurriculumException if there is something in the folder, or it cannot be written
     */
    public static void write(Path folder, Consumer<Path> content) {
        requireFree(folder);
        Path place = folder.toAbsolutePath().normalize();
        Path temporary = place.resolveSibling("." + place.getFileName() + ".part");
        try {
            if (Files.exists(temporary)) { // a killed process left it
                FileTree.delete(temporary);
            }
            Files.createDirectories(temporary);
            content.accept(temporary);
            FileTree.entries(temporary).forEach(FileTree::force);
            Files.deleteIfExists(place);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            FileTree.force(place.getParent());
        } catch (IOException e) {
            throw FileTree.failed("write the folder", folder, e);
        } finally {
            if (Files.exists(temporary)) {
                FileTree.delete(temporary);
            }
        }
    }

    /**
     * Checks that files can be written into a folder, which may have to be made.
     *
     * @throws CurriculumException if they cannot
     */
    public static void requireWritable(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (there.getParent() != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new CurriculumException("The folder " + folder + " cannot be made: " + there + " is no folder.");
        }
        if (!Files.isWritable(there)) {
            throw new CurriculumException("The folder " + there + " is not yours to write into.");
        }
    }

    /**
     * Checks that a folder can be made.
     *
     * @throws CurriculumException if there is something at that place already
     */
    public static void requireFree(Path folder) {
        if (Files.exists(folder)
                && (!Files.isDirectory(folder) || !FileTree.entries(folder).isEmpty())) {
            throw new CurriculumException(folder + " exists already; choose another place, or delete it.");
        }
    }
}
