package io.github.coconut4j.curriculum.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Text files that are replaced as a whole or not at all, whatever moment the process is killed at. */
public final class WholeFiles {
    private WholeFiles() {}

    /**
     * Writes a file in an existing folder.
     *
     * @throws io.github.coconut4j.curriculum.CurriculumException if it cannot be written
     */
    public static void write(Path file, String text) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.writeString(temporary, text);
            FileTree.force(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            FileTree.deleteQuietly(temporary);
            throw FileTree.failed("write", file, e);
        }
    }
}
