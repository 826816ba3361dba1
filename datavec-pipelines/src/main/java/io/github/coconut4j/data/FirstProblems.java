package io.github.coconut4j.data;

/**
 * The first problems of a source, as if there were no others.
 *
 * @param source of all
 * @param size how many there are at most; no more than the source has
 */
public record FirstProblems(ProblemSource source, long size) implements SourceView {

    public FirstProblems {
        size = Math.min(size, source.size());
    }

    @Override
    public String fingerprint() {
        return source.fingerprint() + ", first " + size;
    }
}
