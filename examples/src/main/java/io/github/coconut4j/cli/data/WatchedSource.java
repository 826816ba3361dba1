package io.github.coconut4j.cli.data;

import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.List;
import java.util.Optional;

/**
 * A source that tells a person which of its rows is looked at, as often as it is time to.
 *
 * @param source where the problems come from
 * @param counter what tells it
 */
record WatchedSource(ProblemSource source, RowCounter counter) implements ProblemSource {
    @Override
    public Problem problem(int epoch, long row) {
        counter.count(row + 1);
        return source.problem(epoch, row);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public String fingerprint() {
        return source.fingerprint();
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
        counter.close();
        source.close();
    }
}
