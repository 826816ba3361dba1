package io.github.coconut4j.data;

import java.util.List;
import java.util.Optional;

/**
 * Where problems come from: a file, a list, or a generator that draws new ones in every epoch.
 *
 * <p>Implementations owe: the same {@code (epoch, row)} gives the same problem, in any order of calls and from any
 * thread; so a run can be resumed anywhere and read from several threads.
 */
public interface ProblemSource extends AutoCloseable {

    /**
     * Short name for tables and messages, for instance the file name.
     *
     * @return without folders
     */
    String name();

    /**
     * Number of problems in one epoch.
     *
     * @return the same in every epoch
     */
    long size();

    /**
     * One problem.
     *
     * @param epoch the pass over the data, from 0; fixed data ignore it
     * @param row from 0 to {@code size() - 1}
     * @return always the same one for the same numbers
     * @throws DataException if the row cannot be read
     */
    Problem problem(int epoch, long row);

    /**
     * Identifies the content: equal fingerprints mean equal problems. A hash of the file, or the generator's settings.
     *
     * @return may be empty for problems held in memory
     */
    String fingerprint();

    /**
     * The closed list of whitespace-separated symbols that all texts are written in, if there is one.
     *
     * @return empty for natural language, whose words are collected from the problems
     */
    default Optional<List<String>> symbols() {
        return Optional.empty();
    }

    /**
     * The closed list of words and punctuation marks that all texts are made of, if it is known without reading them: a
     * generator's. With it, a vocabulary knows every word that may ever be drawn.
     *
     * @return empty if the words have to be collected from the problems
     */
    default Optional<List<String>> words() {
        return Optional.empty();
    }

    /**
     * Whether every epoch draws new problems, so that looking at all of them is never done.
     *
     * @return false for files
     */
    default boolean isEndless() {
        return false;
    }

    /**
     * Where a row stands.
     *
     * @param row from 0 to {@code size() - 1}
     * @return for messages
     */
    default Place place(long row) {
        return Place.of(name(), row + 1);
    }

    /**
     * Why rows that are no problems were left out, one sentence each; the last one counts those that are not told.
     *
     * @return empty if every row is a problem
     */
    default List<String> leftOut() {
        return List.of();
    }

    /** Gives back what the source holds open; most hold nothing. */
    @Override
    default void close() {}
}
