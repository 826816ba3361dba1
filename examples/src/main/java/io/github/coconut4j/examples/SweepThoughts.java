package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.*;
import static io.github.coconut4j.tuning.SweepDsl.*;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.tuning.Sweep;
import io.github.coconut4j.tuning.SweepResult;
import io.github.coconut4j.tuning.result.Standing;
import java.nio.file.Path;
import java.util.List;

/** What thoughts buy, in Java: the same search as {@code configs/sweep-thoughts.yaml}, with the same numbers. */
public final class SweepThoughts {
    private SweepThoughts() {}

    static Experiment base() {
        return experiment("thoughts")
                .data(graphSearch().hops(3).problemsPerEpoch(32_000))
                .model(gpt2().layers(2).width(64).heads(4).positions(40).initStd(0.1))
                .method(coconut().specialMarkers(false))
                .curriculum(stages(3).epochs(2, 1, 1, 2).resetOptimizer())
                .optimizer(adamW(2e-3)
                        .weightDecay(0.01)
                        .clipNorm(1)
                        .betas(0.9, 0.95)
                        .warmupSteps(50)
                        .finalLr(0.1))
                .evaluation(evaluation()
                        .validationProblems(1000)
                        .testProblems(4000)
                        .perEpoch(2)
                        .maxNewTokens(12));
    }

    static Sweep thoughts() {
        return sweep(base())
                .name("sweep-thoughts")
                .over(thoughtsPerStep(0, 1, 2, 3))
                .over(schedules(List.of(2, 1, 1, 2), List.of(1, 1, 1, 3), List.of(0, 0, 0, 6)))
                .search(grid())
                .candidates(12);
    }

    /**
     * Trains twelve candidates into {@code runs/sweep-thoughts-java} and prints them, the best first.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        SweepResult result = thoughts().run(Path.of("runs/sweep-thoughts-java"));
        for (Standing standing : result.leaderboard().standings()) {
            System.out.printf(
                    "%s: %.1f %%%n",
                    standing.candidate().settings(), 100 * standing.score().orElse(0.0));
        }
    }
}
