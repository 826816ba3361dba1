package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.arguments.OutputFile;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.RowCounter;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.file.ProblemWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of problems that is there as a whole or not at all: written under another name until it is finished, with links followed. A pipe or a device is written
 * to as it is.
 */
final class NewProblemFile implements AutoCloseable {
    private static final String PREFIX = ".unfinished-";
    private static final Pattern OWNER = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{1,18})-.*");

    private final Path place;
    private final Path unfinished;
    private final boolean stream;
    private final ProblemWriter writer;
    private final RowCounter counter;

    NewProblemFile(Path file, Console console) {
        OutputFile.check(file);
        stream = WholeFiles.isStream(file);
        place = stream ? file : WholeFiles.place(file);
        unfinished = stream
                ? file
                : place.resolveSibling(PREFIX + ProcessHandle.current().pid() + "-" + file.getFileName());
        if (!stream) {
            sweep(place.toAbsolutePath().getParent());
            unfinished.toFile().deleteOnExit(); // Ctrl-C
        }
        writer = new ProblemWriter(unfinished);
        counter = new RowCounter(console, "problems written so far", System::nanoTime);
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
        if (stream) {
            return writer.count();
        }
        try {
            Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.count();
    }

    /** Deletes what killed processes have left. */
    private static void sweep(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : left) {
                Matcher owner = OWNER.matcher(file.getFileName().toString());
                if (owner.matches()
                        && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException notOurs) {
            // They are in nobody's way.
        }
    }

    /** Leaves nothing behind unless the file was finished. */
    @Override
    public void close() {
        counter.close();
        if (stream || !Files.exists(unfinished)) {
            return;
        }
        try {
            try {
                writer.close(); // Windows deletes no file that is open
            } finally {
                Files.delete(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
