package io.github.coconut4j.curriculum.run;

/**
 * How long a stage has brought nothing better.
 *
 * @param best highest validation accuracy of the stage so far; below 0 before the first evaluation
 * @param evaluations since then
 */
public record Plateau(double best, int evaluations) {
    /** At the start of a stage. */
    public static final Plateau NONE = new Plateau(-1, 0);

    /**
     * After one more evaluation.
     *
     * @param accuracy 0 to 1
     * @return a new count; one that has waited longer, or is back at 0 after something better
     */
    public Plateau then(double accuracy) {
        return accuracy > best ? new Plateau(accuracy, 0) : new Plateau(best, evaluations + 1);
    }

    /**
     * {@return whether patience is at its end}
     *
     * @param patience evaluations to wait for something better; 0 waits for ever
     */
    public boolean longerThan(int patience) {
        return patience > 0 && evaluations >= patience;
    }
}
