package io.github.coconut4j.model.generate;

/** Is told what a model would have said in the place of words that it reads. Calls come one at a time. */
@FunctionalInterface
public interface WordScores {
    /**
     * One place of a row.
     *
     * @param row of the batch
     * @param place of the word among the row's words, from 0
     * @param logits of every word there, {@code [V]}
     */
    void onScores(int row, int place, float[] logits);
}
