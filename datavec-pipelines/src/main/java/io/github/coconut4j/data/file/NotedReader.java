package io.github.coconut4j.data.file;

import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A reader that says what was left out of the problems it read.
 *
 * @param reader what reads them
 * @param notes what its format counts
 */
record NotedReader(ProblemReader reader, ReadingNotes notes) implements ProblemReader {
    @Override
    public Optional<Problem> next() {
        return reader.next();
    }

    @Override
    public Place place() {
        return reader.place();
    }

    @Override
    public List<String> leftOut() {
        return notes.added(List.of());
    }

    @Override
    public void close() {
        reader.close();
    }
}
