package io.github.coconut4j.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.analysis.Analysis;
import io.github.coconut4j.curriculum.analysis.adaptive.AdaptivePoint;
import io.github.coconut4j.curriculum.analysis.adaptive.StoppingRule;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is replayed from answers after every number of thoughts is what comes out when thinking is really stopped. */
class AdaptiveThinkingTest {
    private static final int PROBLEMS = 40;
    private static final double THRESHOLD = 0.6;

    @Test
    void thinkingThatIsStoppedAtAConfidenceAnswersAsTheCurveSays() {
        ProblemSource problems = GraphSearch.graphSearch().hops(4).problems(PROBLEMS, 4713);
        try (TrainedModel model = TrainedModel.open(Path.of("models", "coconut"))) {
            AdaptivePoint replayed =
                    Analysis.of("coconut", model, problems).problems(PROBLEMS).run().models().get(0).adaptive().stream()
                            .filter(point -> point.rule() == StoppingRule.CONFIDENCE)
                            .filter(point -> Math.abs(point.threshold() - THRESHOLD) < 1e-9)
                            .findFirst()
                            .orElseThrow();
            INDArray words = model.tokenEmbeddings();
            int[] fed = new int[1];
            try (Evaluator stopping = model.evaluator(1, 64, (k, z, rows) -> {
                if (likeliest(z.mmul(words.transpose()).toDoubleMatrix()[0]) >= THRESHOLD) {
                    rows.stop();
                } else {
                    fed[0]++;
                }
            })) {
                List<Evaluator.Answer> answers = stopping.answer(problems, PROBLEMS, model::layout);
                double right = answers.stream()
                        .filter(answer -> answer.outcome() == Outcome.RIGHT)
                        .count();

                assertThat(replayed.thoughts())
                        .isCloseTo((double) fed[0] / PROBLEMS, Offset.offset(1e-9))
                        .isBetween(0.1, 3.9);
                assertThat(replayed.accuracy()).isCloseTo(right / PROBLEMS, Offset.offset(1e-9));
            }
        }
    }

    /** The model has no markers: what it would say now is its state through the LM head. */
    private static double likeliest(double[] logits) {
        double highest = Arrays.stream(logits).max().orElseThrow();
        return 1 / Arrays.stream(logits).map(logit -> Math.exp(logit - highest)).sum();
    }
}
