package io.github.coconut4j.curriculum.audit.intervention;

/**
 * A change of a model's thoughts, do(z_k) of the causal experiments: on the vector that is fed back, whose keys and values are computed from what it is changed to.
 *
 * @param operator what takes their place
 * @param scope which thoughts
 * @param downstream what becomes of the later ones
 */
public record Intervention(Operator operator, Scope scope, Downstream downstream) {

    /** What becomes of the thoughts behind a changed one. The two give different answers and are never mixed. */
    public enum Downstream {
        /** The model thinks them again, from what it has been given. */
        REROLLED,
        /** They are what they were when nobody interfered. */
        FROZEN
    }

    /**
     * {@return all thoughts replaced, so that there is nothing downstream}
     *
     * @param operator what takes the place of each
     */
    public static Intervention all(Operator operator) {
        return new Intervention(operator, Scope.ALL, Downstream.REROLLED);
    }

    /**
     * {@return the same on one thought alone}
     *
     * @param number of it, from 1
     */
    public Intervention thought(int number) {
        return new Intervention(operator, Scope.one(number - 1), downstream);
    }

    /**
     * {@return the same on the first thoughts}
     *
     * @param number of the last of them, from 1
     */
    public Intervention upTo(int number) {
        return new Intervention(operator, Scope.prefix(number - 1), downstream);
    }

    /**
     * {@return the same on the last thoughts}
     *
     * @param number of the first of them, from 1
     */
    public Intervention from(int number) {
        return new Intervention(operator, Scope.suffix(number - 1), downstream);
    }

    /** {@return the same with the other thoughts as they were when nobody interfered} */
    public Intervention frozen() {
        return new Intervention(operator, scope, Downstream.FROZEN);
    }
}
