package io.github.coconut4j.cli.arguments;

import io.github.coconut4j.curriculum.run.WholeFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the name of a file that is to be written, before any work is done for it. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Refuses a name in advance.
     *
     * @throws UserException if no file can have this name, or its folder cannot be written into
     */
    public static void check(Path file) {
        if (WholeFiles.isStream(file)) {
            if (!Files.isWritable(file)) {
                throw new UserException("%s is not yours to write into.".formatted(file));
            }
            return;
        }
        if (Files.isDirectory(file) || file.getFileName().toString().isEmpty()) {
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

    private static String shown(Path file) {
        return file.toString().isEmpty() ? "\"\"" : file.toString();
    }
}
