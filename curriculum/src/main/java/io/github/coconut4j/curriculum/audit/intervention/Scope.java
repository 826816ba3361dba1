package io.github.coconut4j.curriculum.audit.intervention;

/**
 * Which thoughts are replaced: those from {@code first} up to, not including, {@code end}, counted from 0.
 *
 * <p>Creating one throws {@link IllegalArgumentException} if it holds nothing.
 *
 * @param first the first that is replaced
 * @param end the first behind it that is not
 */
public record Scope(int first, int end) {
    /** All thoughts, however many there are. */
    public static final Scope ALL = new Scope(0, Integer.MAX_VALUE);

    public Scope {
        if (first < 0 || end <= first) {
            throw new IllegalArgumentException("no thoughts from " + first + " to " + end);
        }
    }

    /**
     * {@return one thought alone}
     *
     * @param k from 0
     */
    public static Scope one(int k) {
        return new Scope(k, k + 1);
    }

    /**
     * {@return a thought and all before it}
     *
     * @param k from 0
     */
    public static Scope prefix(int k) {
        return new Scope(0, k + 1);
    }

    /**
     * {@return a thought and all behind it}
     *
     * @param k from 0
     */
    public static Scope suffix(int k) {
        return new Scope(k, Integer.MAX_VALUE);
    }

    /**
     * {@return whether thought k, from 0, is changed}
     *
     * @param k from 0
     */
    public boolean has(int k) {
        return k >= first && k < end;
    }

    /** As users count: {@code all}, {@code 2}, {@code 1-2}, {@code from 3}. */
    @Override
    public String toString() {
        if (end == Integer.MAX_VALUE) {
            return first == 0 ? "all" : "from " + (first + 1);
        }
        return end == first + 1 ? String.valueOf(end) : (first + 1) + "-" + end;
    }
}
