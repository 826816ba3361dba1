package io.github.coconut4j.data;

import java.util.List;

/**
 * Problems held in memory.
 *
 * @param name short name for tables and messages
 * @param problems the problems, in order
 * @param fingerprint identifies the content, see {@link ProblemSource#fingerprint()}
 */
public record ListSource(String name, List<Problem> problems, String fingerprint) implements ProblemSource {

    public ListSource {
        problems = List.copyOf(problems);
    }

    @Override
    public long size() {
        return problems.size();
    }

    @Override
    public Problem problem(int epoch, long row) {
        return problems.get(Math.toIntExact(row));
    }
}
