package io.github.coconut4j.data;

import java.util.List;
import java.util.stream.IntStream;

/** How the sentences of a written chain of reasoning become steps, each of which a stage of the curriculum replaces by thoughts. */
public enum ChainSteps {
    /**
     * Two sentences a step, the last one alone if their number is odd: the form in which Coconut trains on ProntoQA, where what is known and the rule
     * that is applied to it are one step, so that five hops are six steps.
     */
    PAIRS(2),

    /** Every sentence is a step: five hops of ProntoQA are eleven. */
    SENTENCES(1);

    private final int together;

    ChainSteps(int together) {
        this.together = together;
    }

    /**
     * The steps of a chain, in order.
     *
     * @param sentences of the chain, in order; may be none
     * @return as many steps as there are pairs or sentences
     */
    public List<String> of(List<String> sentences) {
        return IntStream.iterate(0, at -> at < sentences.size(), at -> at + together)
                .mapToObj(at -> String.join(" ", sentences.subList(at, Math.min(at + together, sentences.size()))))
                .toList();
    }
}
