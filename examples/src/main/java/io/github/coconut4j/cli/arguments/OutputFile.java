package io.github.coconut4j.cli.arguments;

import io.github.coconut4j.curriculum.run.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Checks the name of a file that is to be written, before any work is done for it. */
public final class OutputFile {
    /** Bytes of a name: file systems take 255, and files are written under a longer name first. */
    private static final int LONGEST = 200;

    private OutputFile() {}

    /**
     * Refuses a name in advance.
     *
     * @throws UserException if no file can have this name, or its folder cannot be written into
     */
    public static void check(Path file) {
        String name = Objects.requireNonNullElse(file.getFileName(), file).toString();
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new UserException("%s has a control character in its name; choose another.".formatted(file));
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new UserException("A name of %d characters is too long for a file; take at most %d."
                    .formatted(name.length(), LONGEST));
        }
        if (WholeFiles.isStream(file)) {
            if (!Files.isWritable(file)) {
                throw new UserException("%s is not yours to write into.".formatted(file));
            }
            return;
        }
        if (Files.isDirectory(file) || name.isEmpty()) {
            throw new UserException("%s is a folder; name a file to write.".formatted(shown(file)));
        }
        Path folder = WholeFiles.place(file).toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new UserException("There is no folder %s to write %s into.".formatted(folder, file.getFileName()));
        }
        if (!Files.isWritable(folder)) {
            throw new UserException(
                    "The folder %s is not yours to write %s into.".formatted(folder, file.getFileName()));
        }
    }

    /**
     * Refuses a name in advance, also that of the file whose content is asked for.
     *
     * @throws UserException if it is the file that is read, if no file can have this name, or its folder cannot be written into
     */
    public static void check(Path file, Path read) {
        check(file);
        try {
            if (Files.isRegularFile(file) && Files.exists(read) && Files.isSameFile(file, read)) {
                throw new UserException("%s is the file that is read; choose another to be written.".formatted(file));
            }
        } catch (IOException unknown) {
            // Whether it can be read is said when it is.
        }
    }

    private static String shown(Path file) {
        return file.toString().isEmpty() ? "\"\"" : file.toString();
    }
}
