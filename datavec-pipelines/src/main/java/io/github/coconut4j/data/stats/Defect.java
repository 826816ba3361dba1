package io.github.coconut4j.data.stats;

/** What can be wrong with a problem. */
public enum Defect {
    /** The question was asked before, and had another answer. */
    CONTRADICTORY(
            "question was asked before and had another answer", "questions were asked before and had another answer"),

    /** The question was asked before, be it with the sentences in another order. */
    REPEATED("question repeats an earlier one", "questions repeat earlier ones"),

    /** The answer does not follow from the facts, or another one does as well. */
    UNANSWERABLE(
            "problem cannot be answered from its facts, or not as it says",
            "problems cannot be answered from their facts, or not as they say"),

    /** The facts are not of the form of their kind of problem. */
    UNREADABLE("problem has facts that cannot be read", "problems have facts that cannot be read"),

    /** The question is in the other data set as well. */
    LEAKED("question is in the other data set as well", "questions are in the other data set as well"),

    /** The facts are in the other data set as well, with another question: a twin on the other side of a split. */
    FACTS_LEAKED(
            "problem has the facts of one in the other data set, which asks something else about them",
            "problems have the facts of one in the other data set, which asks something else about them");

    private final String one;
    private final String many;

    Defect(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /**
     * One sentence about so many problems.
     *
     * @param count 1 or more
     * @return with the number before it
     */
    public String sentence(long count) {
        return count + " " + (count == 1 ? one : many) + ".";
    }
}
