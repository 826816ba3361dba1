package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.RowRandom;
import java.util.List;
import java.util.Optional;

/**
 * ProntoQA (Saparov and He, arXiv 2210.01240) with a fictional ontology: a ladder of made-up concepts, each of which is
 * the next and has a property; an individual is one of them; is a statement about it true or false?
 *
 * <p>One further concept, which the individual is not, has the opposite of the property that is asked about (the
 * distractor), so that looking up the property is not enough. Every rule and every conclusion is a step of its own.
 *
 * @param hops number of rules to apply, the last one being about the property
 */
public record ProntoQa(int hops) {
    private static final int MOST_HOPS = 8;

    /** @throws DataException if there are not enough names for so many hops */
    public ProntoQa {
        if (hops < 1 || hops > MOST_HOPS) {
            throw new DataException("hops must lie between 1 and " + MOST_HOPS + ", not " + hops + ".");
        }
    }

    /** As in the paper of Coconut: 5 hops. */
    public static ProntoQa prontoQa() {
        return new ProntoQa(5);
    }

    /** The same with this many rules to apply. */
    public ProntoQa hops(int value) {
        return new ProntoQa(value);
    }

    /**
     * An endless supply of such problems: every epoch draws new ones.
     *
     * @param count problems in one epoch
     * @param seed the same seed draws the same problems
     */
    public ProblemSource problems(long count, long seed) {
        return new Source(this, count, seed);
    }

    private record Source(ProntoQa task, long size, long seed) implements ProblemSource {
        @Override
        public String name() {
            return "prontoqa";
        }

        @Override
        public Problem problem(int epoch, long row) {
            return new ProntoQaWriter(task, RowRandom.at(seed, epoch, row)).write();
        }

        @Override
        public String fingerprint() {
            return task + ", " + size + " problems an epoch, seed " + seed;
        }

        @Override
        public Optional<List<String>> words() {
            return Optional.of(ProntoQaWriter.words());
        }

        @Override
        public boolean isEndless() {
            return true;
        }
    }
}
