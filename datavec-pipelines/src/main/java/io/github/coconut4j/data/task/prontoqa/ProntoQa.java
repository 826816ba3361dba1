package io.github.coconut4j.data.task.prontoqa;

import io.github.coconut4j.data.ChainSteps;
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
 * distractor), so that looking up the property is not enough. It can still be told without reasoning: nothing else is said
 * of that concept, so the property of whatever is mentioned more is the true one. The {@linkplain #balanced(boolean)
 * balanced} kind has, instead, a second ladder of the same shape with somebody else on it, which leads to the opposite.
 *
 * <p>Creating one throws {@link DataException} if there are not enough names for so many hops.
 *
 * @param hops number of rules to apply, the last one being about the property
 * @param balanced whether there are two ladders, so that there is no shortcut
 * @param steps whether what is known and the rule that is applied to it are one step, as published, or two
 */
public record ProntoQa(int hops, boolean balanced, ChainSteps steps) {
    private static final int MOST_HOPS = 8;

    public ProntoQa {
        if (hops < 1 || hops > MOST_HOPS) {
            throw new DataException("hops must lie between 1 and " + MOST_HOPS + ", not " + hops + ".");
        }
    }

    /**
     * As in the paper of Coconut: 5 hops in 6 steps.
     *
     * @return shortcuts included; to be changed by the methods below
     */
    public static ProntoQa prontoQa() {
        return new ProntoQa(5, false, ChainSteps.PAIRS);
    }

    /**
     * The same with this many rules to apply.
     *
     * @param value 1 to 8
     * @return a changed copy
     */
    public ProntoQa hops(int value) {
        return new ProntoQa(value, balanced, steps);
    }

    /**
     * The same with or without shortcuts.
     *
     * @param value true for problems without shortcuts
     * @return a changed copy
     */
    public ProntoQa balanced(boolean value) {
        return new ProntoQa(hops, value, steps);
    }

    /**
     * The same with other steps.
     *
     * @param value of one sentence or two
     * @return a changed copy
     */
    public ProntoQa steps(ChainSteps value) {
        return new ProntoQa(hops, balanced, value);
    }

    /**
     * An endless supply of such problems: every epoch draws new ones.
     *
     * @param count problems in one epoch
     * @param seed the same seed draws the same problems
     * @return may be read by several threads
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
            return Optional.of(ProntoQaNames.words());
        }

        @Override
        public boolean isEndless() {
            return true;
        }
    }
}
