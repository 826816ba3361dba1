package io.github.coconut4j.cli.problems;

import io.github.coconut4j.cli.terminal.RowCounter;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.SourceView;

/**
 * A source that tells a person which of its rows is looked at, as often as it is time to.
 *
 * @param source where the problems come from
 * @param counter what tells it
 */
record WatchedSource(ProblemSource source, RowCounter counter) implements SourceView {
    @Override
    public Problem problem(int epoch, long row) {
        counter.count(row + 1);
        return source.problem(epoch, row);
    }

    @Override
    public void close() {
        counter.close();
        source.close();
    }
}
