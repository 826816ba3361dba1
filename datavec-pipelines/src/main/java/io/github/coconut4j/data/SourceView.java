package io.github.coconut4j.data;

import java.util.List;
import java.util.Optional;

/** A source that hands on what another one has, but for what it does itself. */
public interface SourceView extends ProblemSource {

    /**
     * The other one, which is closed with this one.
     *
     * @return the same at every call
     */
    ProblemSource source();

    @Override
    default String name() {
        return source().name();
    }

    @Override
    default long size() {
        return source().size();
    }

    @Override
    default Problem problem(int epoch, long row) {
        return source().problem(epoch, row);
    }

    @Override
    default String fingerprint() {
        return source().fingerprint();
    }

    @Override
    default Optional<List<String>> symbols() {
        return source().symbols();
    }

    @Override
    default Optional<List<String>> words() {
        return source().words();
    }

    @Override
    default boolean isEndless() {
        return source().isEndless();
    }

    @Override
    default Place place(long row) {
        return source().place(row);
    }

    @Override
    default List<String> leftOut() {
        return source().leftOut();
    }

    @Override
    default void close() {
        source().close();
    }
}
