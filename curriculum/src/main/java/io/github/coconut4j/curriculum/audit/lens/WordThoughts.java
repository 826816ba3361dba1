package io.github.coconut4j.curriculum.audit.lens;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Puts words in the place of thoughts: the mean of the embeddings of the words that the LM head reads from a thought, weighted by their probability (a soft token), of the
 * best few of them, or the best one alone (experiment E10). Who thinks in words can bear it.
 */
public final class WordThoughts implements ThoughtObserver {
    private final INDArray head;
    private final INDArray embeddings;
    private final int best;

    /**
     * Makes an observer.
     *
     * @param head of the language model {@code [V, D]}
     * @param embeddings of the words {@code [V, D]}
     * @param best how many words take part
     */
    public WordThoughts(INDArray head, INDArray embeddings, int best) {
        this.head = head;
        this.embeddings = embeddings;
        this.best = best;
    }

    /** Answers on words for thoughts. */
    public record Result(String words, AnswerCounts answers) {}

    @Override
    public void onThoughts(int k, INDArray z, int[] problems) {
        try (INDArray logits = Nd4j.gemm(z, head, false, true)) {
            for (int i = 0; i < problems.length; i++) {
                try (INDArray shares = Nd4j.createFromArray(
                                        shares(logits.getRow(i).toFloatVector()))
                                .reshape(1, head.size(0));
                        INDArray mixture = Nd4j.gemm(shares, embeddings, false, false)) {
                    z.putRow(i, mixture.castTo(DataType.FLOAT));
                }
            }
        }
    }

    /** Softmax over the best words; the others have no share. */
    float[] shares(float[] logits) {
        float[] shares = new float[logits.length];
        List<Integer> words = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(word -> -logits[word]))
                .limit(best)
                .toList();
        double sum = 0;
        for (int word : words) {
            shares[word] = (float) Math.exp(logits[word] - logits[words.get(0)]);
            sum += shares[word];
        }
        for (int word : words) {
            shares[word] /= (float) sum;
        }
        return shares;
    }

    /**
     * {@return the exhibit with several side by side}
     *
     * @param results one for each thought
     */
    public static Exhibit exhibit(List<Result> results) {
        Bars bars = Bars.shares("share of the problems");
        for (Result each : results) {
            AnswerCounts answers = each.answers;
            bars = bars.with("right", each.words, answers.accuracy())
                    .with("the other option", each.words, answers.otherShare())
                    .with("no answer", each.words, answers.noneShare());
        }
        return Exhibit.of(
                "words",
                "Words in the place of thoughts",
                "Every thought is replaced by embeddings of the words that the LM head reads from it, weighted by their probability, or by the best one alone. If nothing is "
                        + "lost, the thoughts were words.",
                results,
                List.of(
                        Column.words("in the place of the thoughts", Result::words),
                        Column.percent("right", each -> each.answers.accuracy()),
                        Column.percent("other option", each -> each.answers.otherShare()),
                        Column.percent("no answer", each -> each.answers.noneShare())),
                bars);
    }
}
