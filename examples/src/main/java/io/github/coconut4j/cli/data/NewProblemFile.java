package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.OutputFile;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.file.ProblemWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of problems that is there as a whole or not at all: written under another name until it is finished. */
final class NewProblemFile implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final ProblemWriter writer;
    private final RowCounter counter;

    NewProblemFile(Path file, Console console) {
        this.file = file;
        OutputFile.check(file);
        unfinished = file.resolveSibling(".unfinished-" + file.getFileName());
        writer = new ProblemWriter(unfinished);
        unfinished.toFile().deleteOnExit(); // Ctrl-C
        counter = new RowCounter(console, System::nanoTime);
    }

    void write(Problem problem) {
        writer.write(problem);
        counter.count(writer.count());
    }

    long count() {
        return writer.count();
    }

    boolean isEmpty() {
        return writer.count() == 0;
    }

    /** Gives the file its name and returns how many problems are in it. */
    long finish() {
        counter.close();
        writer.close();
        try {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.count();
    }

    /** Leaves nothing behind unless the file was finished. */
    @Override
    public void close() {
        counter.close();
        if (!Files.exists(unfinished)) {
            return;
        }
        try (writer) {
            Files.delete(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
