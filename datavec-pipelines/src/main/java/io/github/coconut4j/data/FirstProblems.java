package io.github.coconut4j.data;

import java.util.List;
import java.util.Optional;

/**
 * The first problems of a source, as if there were no others.
 *
 * @param source of all
 * @param size how many there are at most; no more than the source has
 */
public record FirstProblems(ProblemSource source, long size) implements ProblemSource {

    /** Takes the smaller of both sizes. */
    public FirstProblems {
        size = Math.min(size, source.size());
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Problem problem(int epoch, long row) {
        return source.problem(epoch, row);
    }

    @Override
    public String fingerprint() {
        return source.fingerprint() + ", first " + size;
    }

    @Override
    public Optional<List<String>> symbols() {
        return source.symbols();
    }

    @Override
    public Optional<List<String>> words() {
        return source.words();
    }

    @Override
    public boolean isEndless() {
        return source.isEndless();
    }

    @Override
    public Place place(long row) {
        return source.place(row);
    }

    @Override
    public List<String> leftOut() {
        return source.leftOut();
    }

    @Override
    public void close() {
        source.close();
    }
}
