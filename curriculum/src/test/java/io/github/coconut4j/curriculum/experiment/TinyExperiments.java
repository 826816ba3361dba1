package io.github.coconut4j.curriculum.experiment;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;

/** Experiments that train within a second. */
final class TinyExperiments {
    private TinyExperiments() {}

    /** Four epochs of four steps over three stages, with everything that can be switched on. */
    static Experiment coconutAlone() {
        return experiment("tiny")
                .seed(3)
                .data(graphSearch().hops(2).problemsPerEpoch(32))
                .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
                .methods(coconut().specialMarkers(false))
                .curriculum(stages(2).epochs(1, 1, 2).resetOptimizer().uniformProb(0.2))
                .optimizer(adamW(1e-2).clipNorm(1).warmupSteps(2).finalLr(0.1))
                .batchSize(8)
                .evaluation(evaluation()
                        .validationProblems(20)
                        .testProblems(30)
                        .perEpoch(2)
                        .maxNewTokens(6));
    }
}
