package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.examples.rotary.RotarySettings;
import java.nio.file.Path;

/** Trains a decoder that is not GPT-2, given in Java, by the same curriculum, and asks it. Its checkpoints and its {@code model.fb} are those of any run. */
public final class OwnDecoder {
    private OwnDecoder() {}

    /** The task and the course of {@code configs/smoke.yaml}. */
    static Experiment experimentWith(RotarySettings decoder) {
        return experiment("own-decoder")
                .data(graphSearch().hops(2).problemsPerEpoch(6_400))
                .model(decoder)
                .method(coconut().specialMarkers(false))
                .curriculum(stages(2).epochs(3, 1, 2).resetOptimizer())
                .optimizer(
                        adamW(2e-3).clipNorm(1).betas(0.9, 0.95).warmupSteps(50).finalLr(0.1))
                .batchSize(64)
                .evaluation(
                        evaluation().validationProblems(500).testProblems(2_000).maxNewTokens(12));
    }

    /**
     * The accuracy is that of a short training, a little above chance.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Path folder = Path.of("runs", "own-decoder");
        experimentWith(new RotarySettings(2, 64, 4, 32, 0.1)).train(folder);
        Problem unseen = GraphSearch.graphSearch().hops(2).problems(1, 7).problem(0, 0);
        try (TrainedModel model = TrainedModel.open(folder)) {
            System.out.println(unseen.question() + " -> "
                    + model.ask(unseen.question(), 12).answer());
        }
    }
}
