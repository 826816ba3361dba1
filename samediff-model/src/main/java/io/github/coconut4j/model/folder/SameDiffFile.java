package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.nd4j.autodiff.samediff.SameDiff;

/** Graphs in files that SameDiff alone opens. */
public final class SameDiffFile {
    private SameDiffFile() {}

    /** Saves a graph; the file appears whole or not at all. */
    public static void write(SameDiff graph, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            graph.save(part.toFile(), false);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) { // SameDiff wraps what goes wrong in writing
            throw new ModelException("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
