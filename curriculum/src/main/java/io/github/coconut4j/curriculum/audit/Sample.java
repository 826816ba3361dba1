package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.model.loop.KeyValues;
import java.util.stream.IntStream;

/**
 * How many of the problems take part in what needs more memory than an answer, the first of them.
 *
 * @param kept those whose thoughts' keys and values are kept
 * @param read those whose right answers are read word by word
 */
record Sample(int kept, int read) {
    /** Most numbers of keys and values that are kept, 1 GiB. */
    private static final long KEPT = 1L << 28;
    /** Most scores that are kept of answers read, 64 MiB, of each of two readings. */
    private static final long SCORES = 1L << 24;

    /**
     * Of the problems of an audit: all, as far as memory allows, and a quarter.
     *
     * @param thoughts of the problem that has most
     */
    static Sample of(TrainedModel model, TwinPairs pairs, int thoughts) {
        long numbers = (long) thoughts
                * IntStream.range(0, model.config().layers())
                        .mapToObj(layer -> model.config().decoder().kept(layer))
                        .mapToInt((KeyValues.Size size) -> 2 * size.heads() * size.width())
                        .sum();
        int words = IntStream.range(0, pairs.size())
                .map(row -> model.encoder().answer(pairs.problem(row).answer()).length)
                .max()
                .orElse(0);
        long scores = (long) words * model.config().vocabulary();
        return new Sample(
                whole(Math.min(pairs.size(), KEPT / Math.max(1, numbers)), pairs),
                whole(Math.min(pairs.size() / 4, SCORES / Math.max(1, scores)), pairs));
    }

    /** At least one pair, unless there are fewer problems. */
    private static int whole(long problems, TwinPairs pairs) {
        return Math.min(pairs.size(), Math.max(2, Math.toIntExact(problems) & ~1));
    }
}
