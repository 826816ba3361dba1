package io.github.coconut4j.curriculum.audit.intervention;

import io.github.coconut4j.curriculum.CurriculumException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A change of a model's thoughts, do(z_k) of the causal experiments.
 *
 * @param operator what takes their place
 * @param scope which thoughts
 * @param on the vectors that are fed back, or the keys and values that they leave
 * @param downstream what becomes of the later ones
 */
public record Intervention(Operator operator, Scope scope, Carrier on, Downstream downstream) {
    private static final Set<Operator> VECTORS_ALONE = EnumSet.of(Operator.PAUSE, Operator.REMOVED);

    /** What becomes of the vectors that are fed back behind a changed thought. The two give different answers and are never mixed. */
    public enum Downstream {
        /** The model thinks them again, from what it has been given. */
        REROLLED,
        /** They are what they were when nobody interfered. */
        FROZEN
    }

    /** @throws CurriculumException if there are no such keys and values */
    public Intervention {
        if (on != Carrier.INPUT && VECTORS_ALONE.contains(operator)) {
            throw new CurriculumException(
                    "In the place of %s there cannot be %s, which takes the place of vectors that are fed back; leave one of the two out."
                            .formatted(on.words(), operator.words()));
        }
    }

    /**
     * {@return all thoughts replaced, so that there is nothing downstream}
     *
     * @param operator what takes the place of each
     */
    public static Intervention all(Operator operator) {
        return new Intervention(operator, Scope.ALL, Carrier.INPUT, Downstream.REROLLED);
    }

    /**
     * {@return the same on the keys and values that the thoughts leave, of either kind alone or of both}
     *
     * @param other on what
     * @throws CurriculumException if there are no such keys and values
     */
    public Intervention on(Carrier other) {
        return new Intervention(operator, scope, other, downstream);
    }

    /** {@return what stands in the place of what} */
    public String words() {
        return on == Carrier.INPUT ? operator.words() : operator.words() + ": " + on.words();
    }

    /**
     * {@return the same on one thought alone}
     *
     * @param number of it, from 1
     */
    public Intervention thought(int number) {
        return new Intervention(operator, Scope.one(number - 1), on, downstream);
    }

    /**
     * {@return the same on the first thoughts}
     *
     * @param number of the last of them, from 1
     */
    public Intervention upTo(int number) {
        return new Intervention(operator, Scope.prefix(number - 1), on, downstream);
    }

    /**
     * {@return the same on the last thoughts}
     *
     * @param number of the first of them, from 1
     */
    public Intervention from(int number) {
        return new Intervention(operator, Scope.suffix(number - 1), on, downstream);
    }

    /** {@return the same with the other thoughts as they were when nobody interfered} */
    public Intervention frozen() {
        return new Intervention(operator, scope, on, Downstream.FROZEN);
    }
}
