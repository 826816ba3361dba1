package io.github.coconut4j.curriculum.analysis;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;

import java.nio.file.Path;

/** A tiny Coconut that thinks twice, hardly trained: what is measured of it is compared with slower arithmetic on the same numbers. */
public final class TwoThoughts {
    private TwoThoughts() {}

    public static void train(Path run) {
        experiment("tiny")
                .seed(3)
                .data(graphSearch().hops(2).problemsPerEpoch(64))
                .model(gpt2().layers(2).width(16).heads(2).positions(32).initStd(0.1))
                .methods(coconut())
                .curriculum(stages(2).epochs(1, 1, 1))
                .optimizer(adamW(1e-2))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(8).testProblems(8).maxNewTokens(6))
                .train(run);
    }
}
