package io.github.coconut4j.data.file;

import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import java.util.List;
import java.util.Optional;

/** Reads one file of problems from beginning to end. Not for several threads. */
public interface ProblemReader extends AutoCloseable {

    /**
     * The next problem.
     *
     * @return empty at the end of the file
     * @throws io.github.coconut4j.data.badrow.BadRowException if this row is not a problem; the call after that gives the next row
     * @throws io.github.coconut4j.data.DataException if the file is broken; reading cannot go on
     */
    Optional<Problem> next();

    /**
     * Where the problem read last stands; bad rows before it are counted.
     *
     * @return for messages
     */
    Place place();

    /**
     * What was left out of problems so far, one sentence each; rows that are none are the caller's to count.
     *
     * @return empty for most formats
     */
    default List<String> leftOut() {
        return List.of();
    }

    @Override
    void close();
}
