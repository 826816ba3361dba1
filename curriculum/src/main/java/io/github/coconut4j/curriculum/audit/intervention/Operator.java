package io.github.coconut4j.curriculum.audit.intervention;

/** What is put in the place of a thought. Donors and means are thoughts the model might have had; zeros and noise are not, and weigh less. */
public enum Operator {
    /** The null vector. */
    ZERO("zeros", "z_k := 0"),
    /** The mean of all thoughts of all problems. */
    MEAN("the mean of all thoughts", "z_k := mean of all thoughts of all problems"),
    /** The mean of the k-th thoughts of all problems. */
    MEAN_OF_STEP("the mean of the step", "z_k := mean of z_k over all problems"),
    /** The thought with Gaussian noise of half the mean length of a thought added. */
    ADDED_NOISE("added noise", "z_k := z_k + s e, e ~ N(0, I), s = 0.5 mean |z| / sqrt(D)"),
    /** A random direction of the thought's own length: corruption that keeps the norm. */
    NOISE("noise of the same length", "z_k := |z_k| e / |e|, e ~ N(0, I)"),
    /** The embedding of the token that stands in the place of a thought. */
    PAUSE("the latent token's embedding", "z_k := embedding of the latent token"),
    /** The problem's own first thought. */
    FIRST("the first thought", "z_k := z_1"),
    /** The problem's own thoughts in another order. */
    PERMUTED(
            "own thoughts in another order",
            "z_k := z_(k + s), round the K thoughts, s of 1 .. K - 1 drawn for each problem"),
    /** The thoughts of the counterfactual twin: same facts, other answer. */
    TWIN("the twin's thoughts", "z_k := z_k of the twin"),
    /** The thoughts of another problem, drawn at random. */
    OTHER_PROBLEM(
            "another problem's thoughts",
            "z_k := z_k of a problem drawn at random that thinks as often, neither itself nor its twin"),
    /** The problem's own thoughts, which must change nothing. */
    SELF("its own thoughts", "z_k := z_k as it was recorded"),
    /** Nothing: the sequence has a thought less, and what stands behind it moves up. */
    REMOVED(
            "nothing: taken out",
            "no z_k: a column less; frozen, the others are as recorded, rerolled, it is a chain of fewer thoughts");

    private final String words;
    private final String formula;

    Operator(String words, String formula) {
        this.words = words;
        this.formula = formula;
    }

    /** {@return its name in words, for a sentence that says what the answer was given on} */
    public String words() {
        return words;
    }

    /** {@return the exact rule, as an assignment to the k-th thought} */
    public String formula() {
        return formula;
    }
}
