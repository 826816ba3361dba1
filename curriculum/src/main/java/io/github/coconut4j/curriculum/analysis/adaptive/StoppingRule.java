package io.github.coconut4j.curriculum.analysis.adaptive;

/** When a model stops to think. */
public enum StoppingRule {
    /** After the same number of thoughts for every problem; the threshold is that number. */
    FIXED("always after k thoughts"),
    /** When the first word that it would say now has at least this probability. */
    CONFIDENCE("when it is sure of its next word"),
    /** When a logistic regression on its hidden state gives an answer now at least this chance of being right; fitted on one half of the problems, used on the other. */
    CLASSIFIER("when a classifier on its state says so");

    private final String words;

    StoppingRule(String words) {
        this.words = words;
    }

    /** {@return what is printed for it} */
    public String words() {
        return words;
    }
}
