package io.github.coconut4j.tuning;

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
import static io.github.coconut4j.tuning.SweepDsl.schedules;
import static io.github.coconut4j.tuning.SweepDsl.sweep;
import static io.github.coconut4j.tuning.SweepDsl.thoughtsPerStep;

import io.github.coconut4j.curriculum.experiment.Experiment;
import java.util.List;

/** Sweeps whose candidates train within a second, on one thread each. */
final class TinySweeps {
    private TinySweeps() {}

    static Experiment base() {
        return experiment("tiny")
                .seed(3)
                .data(graphSearch().hops(2).problemsPerEpoch(32))
                .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
                .methods(coconut().specialMarkers(false))
                .curriculum(stages(2).epochs(1, 1, 1).resetOptimizer())
                .optimizer(adamW(1e-2).clipNorm(1).warmupSteps(2).finalLr(0.1))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(40).testProblems(50).maxNewTokens(6))
                .execution(execution().streams(1));
    }

    /** Two candidates. */
    static Sweep two() {
        return sweep(base()).over(thoughtsPerStep(0, 1)).search(grid());
    }

    /** Four candidates, two of which learn nothing and are stopped after stage 1. */
    static Sweep halved() {
        return sweep(base().data(graphSearch().hops(2).problemsPerEpoch(640)))
                .over(learningRate(1e-2, 1e-9), thoughtsPerStep(0, 1))
                .search(grid())
                .halving(0.5);
    }

    /** Four candidates. */
    static Sweep four() {
        return sweep(base())
                .over(thoughtsPerStep(0, 1))
                .over(schedules(List.of(1, 1, 1), List.of(2, 1, 1)))
                .search(grid());
    }
}
