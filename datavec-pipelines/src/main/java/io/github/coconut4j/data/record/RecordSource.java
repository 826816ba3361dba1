package io.github.coconut4j.data.record;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.file.ProblemWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.writable.Writable;

/**
 * The problems that any DataVec pipeline gives. The reader is read to its end once, every record checked and transformed;
 * the problems lie in a temporary file, from which rows are read in any order, so there may be more than fit in memory (16
 * bytes a row are held). Equal problems have equal fingerprints, whatever they were read from.
 */
public final class RecordSource implements ProblemSource {
    /** A reader that fails so often in a row will not get further. */
    private static final int MOST_FAILURES = 1000;

    private final String name;
    private final Path spool;
    private final SkippedRows skipped = new SkippedRows();
    private long[] numbers = new long[256];
    private long[] lines = new long[256];
    private int size;
    private long separated;
    private long withSteps;
    private ProblemSource problems;

    private RecordSource(String name, Path spool) {
        this.name = name;
        this.spool = spool;
    }

    /**
     * Reads all records.
     *
     * @param name of the reader for tables and messages, for instance the file's
     * @param reader initialised; stays open, its owner closes it
     * @param badRows decides about records that are no problems
     * @param problems makes a problem of a record
     * @return with at least one problem; to be closed, which deletes the temporary file
     * @throws DataException if the reader fails or nothing is left
     */
    public static RecordSource of(String name, RecordReader reader, RecordProblems problems, BadRowHandler badRows) {
        return of(name, reader, problems, badRows, records -> {});
    }

    /**
     * The same, which tells how far it came.
     *
     * @param name of the reader for tables and messages, for instance the file's
     * @param reader initialised; stays open, its owner closes it
     * @param problems makes a problem of a record
     * @param badRows decides about records that are no problems
     * @param progress is told how many records were read so far
     * @return with at least one problem; to be closed, which deletes the temporary file
     */
    public static RecordSource of(
            String name, RecordReader reader, RecordProblems problems, BadRowHandler badRows, LongConsumer progress) {
        RecordSource source = new RecordSource(name, spool());
        try {
            try (ProblemWriter writer = new ProblemWriter(source.spool)) {
                source.read(reader, problems, badRows, writer, progress);
            }
            if (source.size == 0) {
                throw new DataException(name + " holds no problems: " + source.why() + ".");
            }
            source.problems = ProblemFiles.open(source.spool);
            return source;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /**
     * Reads all records of a file.
     *
     * @param badRows decides about records that are no problems
     * @param file plain text
     * @param format of the file
     * @param problems makes a problem of a record
     * @return with at least one problem; to be closed, which deletes the temporary file
     * @throws DataException if the file is missing, has other columns, or nothing is left
     */
    public static RecordSource ofFile(Path file, RecordFormat format, RecordProblems problems, BadRowHandler badRows) {
        return ofFile(file, format, problems, badRows, records -> {});
    }

    /**
     * The same, which tells how far it came.
     *
     * @param file plain text
     * @param format of the file
     * @param problems makes a problem of a record
     * @param badRows decides about records that are no problems
     * @param progress is told how many records were read so far
     * @return with at least one problem; to be closed, which deletes the temporary file
     */
    public static RecordSource ofFile(
            Path file, RecordFormat format, RecordProblems problems, BadRowHandler badRows, LongConsumer progress) {
        try (RecordReader reader = format.open(file, problems.input())) {
            return of(file.toString(), reader, problems, badRows, progress);
        } catch (IOException e) {
            throw new DataException(file + " cannot be closed: " + InputFiles.reason(e) + ".", e);
        }
    }

    /**
     * Whether a cell with several steps was found, or no steps at all; if neither, what stands between steps is perhaps not
     * what was said.
     *
     * @return false if there are steps, but never more than one in a cell
     */
    public boolean separatorFound() {
        return separated > 0 || withSteps == 0;
    }

    private void read(
            RecordReader reader,
            RecordProblems problems,
            BadRowHandler badRows,
            ProblemWriter writer,
            LongConsumer progress) {
        BadRowHandler handler = row -> {
            badRows.handle(row);
            skipped.handle(row);
        };
        int failures = 0;
        for (long number = 1; hasNext(reader); number++) {
            Row row = new Row(number, 0, List.of());
            try {
                row = next(reader, number);
                failures = 0;
                if (!row.isBlankLine()) {
                    take(problems.problem(row.cells(), row.where(name)), row, writer);
                }
            } catch (BadRowException bad) {
                failures = row.cells().isEmpty() ? failures + 1 : 0;
                if (failures == MOST_FAILURES) {
                    throw new DataException(bad.getMessage() + " So did the " + (failures - 1) + " rows before.", bad);
                }
                handler.handle(bad);
            }
            progress.accept(number);
        }
    }

    private boolean hasNext(RecordReader reader) {
        try {
            return reader.hasNext();
        } catch (RuntimeException failed) {
            throw new DataException(name + " cannot be read on: " + RecordProblems.reason(failed), failed);
        }
    }

    private Row next(RecordReader reader, long number) {
        try {
            Record record = reader.nextRecord();
            long line = record.getMetaData() instanceof RecordMetaDataLine at ? at.getLineNumber() + 1L : 0;
            return new Row(number, line, record.getRecord());
        } catch (RuntimeException failed) {
            throw new BadRowException(
                    name + ", row " + number + " cannot be read: " + RecordProblems.reason(failed), failed);
        }
    }

    private void take(Optional<Problem> problem, Row row, ProblemWriter writer) {
        if (problem.isEmpty()) {
            return;
        }
        writer.write(problem.get());
        int steps = problem.get().steps().size();
        withSteps += steps > 0 ? 1 : 0;
        separated += steps > 1 ? 1 : 0;
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
        }
        numbers[size] = row.number();
        lines[size++] = row.line();
    }

    private String why() {
        List<String> complaints = skipped.complaints();
        return complaints.isEmpty()
                ? "it has no records, or the filters of the transform leave them all out"
                : "for instance " + complaints.get(0).replaceFirst("\\.$", "");
    }

    private static Path spool() {
        try {
            Path file = Files.createTempFile("coconut-records-", ".jsonl");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new DataException(
                    "A temporary file for the records cannot be made: " + InputFiles.reason(e) + ".", e);
        }
    }

    @Override
    public String name() {
        long count = skipped.count();
        String file = name.substring(name.lastIndexOf(File.separatorChar) + 1); // complaints have the whole path
        return count == 0 ? file : file + " without " + count + (count == 1 ? " bad row" : " bad rows");
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Problem problem(int epoch, long row) {
        return problems.problem(epoch, row);
    }

    @Override
    public String fingerprint() {
        return problems.fingerprint();
    }

    @Override
    public Place place(long row) {
        int index = Math.toIntExact(row);
        OptionalLong line = lines[index] == 0 ? OptionalLong.empty() : OptionalLong.of(lines[index]);
        return new Place(name, numbers[index], line, OptionalLong.empty());
    }

    @Override
    public List<String> leftOut() {
        return skipped.complaints();
    }

    @Override
    public void close() {
        if (problems != null) {
            problems.close();
        }
        try {
            Files.deleteIfExists(spool);
        } catch (IOException e) {
            throw InputFiles.unreadable(spool, e);
        }
    }

    /**
     * A record and where it stands.
     *
     * @param number from 1
     * @param line from 1; 0 if it is not known
     */
    private record Row(long number, long line, List<Writable> cells) {
        String where(String name) {
            return name + ", row " + number + (line > 0 ? " (line " + line + ")" : "");
        }

        boolean isBlankLine() {
            return cells.size() == 1 && cells.get(0).toString().isBlank();
        }
    }
}
