package io.github.coconut4j.curriculum.audit.intervention;

/** What is put in the place of a thought. Donors and means are thoughts the model might have had; zeros and noise are not, and weigh less. */
public enum Operator {
    /** The null vector. */
    ZERO("zeros"),
    /** The mean of all thoughts of all problems. */
    MEAN("the mean of all thoughts"),
    /** The mean of the k-th thoughts of all problems. */
    MEAN_OF_STEP("the mean of the step"),
    /** The thought with Gaussian noise of half the mean length of a thought added. */
    ADDED_NOISE("added noise"),
    /** A random direction of the thought's own length: corruption that keeps the norm. */
    NOISE("noise of the same length"),
    /** The embedding of the token that stands in the place of a thought. */
    PAUSE("the latent token's embedding"),
    /** The problem's own first thought. */
    FIRST("the first thought"),
    /** The problem's own thoughts in another order. */
    PERMUTED("own thoughts in another order"),
    /** The thoughts of the counterfactual twin: same facts, other answer. */
    TWIN("the twin's thoughts"),
    /** The thoughts of another problem, drawn at random. */
    OTHER_PROBLEM("another problem's thoughts"),
    /** The problem's own thoughts, which must change nothing. */
    SELF("its own thoughts");

    private final String words;

    Operator(String words) {
        this.words = words;
    }

    /** In words, for a sentence that says what the answer was given on. */
    public String words() {
        return words;
    }
}
