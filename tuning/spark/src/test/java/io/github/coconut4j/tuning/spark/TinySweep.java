package io.github.coconut4j.tuning.spark;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.execution;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static io.github.coconut4j.tuning.SweepDsl.grid;
import static io.github.coconut4j.tuning.SweepDsl.learningRate;
import static io.github.coconut4j.tuning.SweepDsl.sweep;
import static io.github.coconut4j.tuning.SweepDsl.thoughtsPerStep;

import io.github.coconut4j.tuning.Sweep;

/** Four candidates that train a second or two each, on one thread. */
final class TinySweep {
    private TinySweep() {}

    static Sweep four() {
        return sweep(experiment("tiny")
                        .seed(3)
                        .data(graphSearch().hops(2).problemsPerEpoch(320))
                        .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
                        .methods(coconut().specialMarkers(false))
                        .curriculum(stages(2).epochs(2, 2, 2).resetOptimizer())
                        .optimizer(adamW(1e-2).clipNorm(1).warmupSteps(2).finalLr(0.1))
                        .batchSize(8)
                        .evaluation(evaluation()
                                .validationProblems(40)
                                .testProblems(50)
                                .maxNewTokens(6))
                        .execution(execution().streams(1)))
                .over(thoughtsPerStep(0, 1))
                .over(learningRate(1e-2, 3e-3))
                .search(grid());
    }
}
