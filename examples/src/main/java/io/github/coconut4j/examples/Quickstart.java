package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.*;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Run;
import java.nio.file.Path;

/** The quickstart in Java: the same experiment as {@code configs/quickstart.yaml}, with the same numbers. */
public final class Quickstart {
    private Quickstart() {}

    static Experiment quickstart() {
        return experiment("quickstart")
                .data(graphSearch().hops(4))
                .model(gpt2().layers(2).width(64).heads(4).positions(40).initStd(0.1))
                .methods(coconut().specialMarkers(false), cot(), noCot())
                .curriculum(stages(4).epochs(2, 1, 1, 1, 2).resetOptimizer())
                .optimizer(adamW(2e-3)
                        .weightDecay(0.01)
                        .clipNorm(1)
                        .betas(0.9, 0.95)
                        .warmupSteps(100)
                        .finalLr(0.1))
                .evaluation(evaluation()
                        .validationProblems(1000)
                        .testProblems(4000)
                        .perEpoch(4)
                        .maxNewTokens(16));
    }

    /**
     * Trains the three methods into {@code runs/quickstart-java} and prints how many answers were right.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Run run = quickstart().train(Path.of("runs/quickstart-java"));
        run.results()
                .forEach(result -> System.out.printf(
                        "%-8s %.1f %%%n", result.method(), 100 * result.test().accuracy()));
    }
}
