package io.github.coconut4j.examples;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.record.ProblemRecordReader;
import io.github.coconut4j.data.record.ProblemRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.split.FileSplit;

/** Reads a file of problems with DataVec's record reader, leaves broken rows out, and counts the steps of the others. */
public final class ReadProblems {
    private ReadProblems() {}

    /**
     * Number of problems for each number of steps.
     *
     * @param file problems in the official format, a JSON list or JSON lines
     * @param skipped collects the rows that are not problems
     */
    static SortedMap<Integer, Integer> run(Path file, SkippedRows skipped) throws IOException, InterruptedException {
        SortedMap<Integer, Integer> problemsBySteps = new TreeMap<>();
        try (RecordReader reader = new ProblemRecordReader(skipped)) {
            reader.initialize(new FileSplit(file.toFile()));
            while (reader.hasNext()) {
                Problem problem = ProblemRecords.problem(reader.next(), ProblemRecords.schema());
                problemsBySteps.merge(problem.steps().size(), 1, Integer::sum);
            }
        }
        return problemsBySteps;
    }

    /**
     * Prints how many problems there are of each number of steps, and which rows are none.
     *
     * @param arguments the file
     * @throws IOException if it cannot be read
     * @throws InterruptedException if reading is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 1) {
            System.err.println("ReadProblems FILE: problems as JSON or JSON lines");
            return;
        }
        SkippedRows skipped = new SkippedRows();
        run(Path.of(arguments[0]), skipped)
                .forEach((steps, count) -> System.out.println(count + " problems with " + steps + " steps"));
        skipped.complaints().forEach(System.err::println);
    }
}
