package io.github.coconut4j.curriculum.internal.intervention;

import io.github.coconut4j.curriculum.audit.intervention.Effect;
import io.github.coconut4j.curriculum.audit.intervention.Mean;
import io.github.coconut4j.curriculum.internal.LogProbabilities;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.model.generate.WordScores;
import java.util.List;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/** What a model would say in the place of each word of the right answers of some problems. Two readings give the effect of what was done between them. */
public final class AnswerReading implements WordScores {
    private final int[][] answers;
    private final float[][][] logits;

    /**
     * To be filled.
     *
     * @param problems that are read, in the order of their rows
     */
    public AnswerReading(List<Problem> problems, ProblemEncoder encoder) {
        answers = problems.stream()
                .map(problem -> encoder.answer(problem.answer()))
                .toArray(int[][]::new);
        logits = new float[answers.length][][];
        for (int row = 0; row < answers.length; row++) {
            logits[row] = new float[answers[row].length][];
        }
    }

    @Override
    public void onScores(int row, int place, float[] scores) {
        logits[row][place] = scores;
    }

    /** What has changed from this reading to another one of the same problems. */
    public Effect effect(AnswerReading changed) {
        StreamingStatistics divergence = new StreamingStatistics();
        StreamingStatistics logRight = new StreamingStatistics();
        for (int row = 0; row < answers.length; row++) {
            double nats = 0;
            double change = 0;
            for (int place = 0; place < answers[row].length && logits[row][place] != null; place++) {
                double[] before = LogProbabilities.of(logits[row][place]);
                double[] after = LogProbabilities.of(changed.logits[row][place]);
                nats += LogProbabilities.divergence(before, after);
                change += after[answers[row][place]] - before[answers[row][place]];
            }
            divergence.addValue(nats);
            logRight.addValue(change);
        }
        return new Effect(answers.length, Mean.of(divergence), Mean.of(logRight));
    }
}
