package consumer.training;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static io.github.coconut4j.tuning.SweepDsl.grid;
import static io.github.coconut4j.tuning.SweepDsl.sweep;
import static io.github.coconut4j.tuning.SweepDsl.thoughtsPerStep;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.tuning.SweepResult;
import java.nio.file.Path;

/** Trains a small model, then two candidates of a sweep; seconds each: {@code TrainAndSweep FOLDER}. */
public final class TrainAndSweep {
    private TrainAndSweep() {}

    static Experiment small() {
        return experiment("small")
                .data(graphSearch().hops(2).problemsPerEpoch(2_000))
                .model(gpt2().layers(1).width(32).heads(2).positions(32))
                .method(coconut())
                .curriculum(stages(1).epochs(1))
                .optimizer(adamW(2e-3))
                .evaluation(evaluation().validationProblems(100).testProblems(200).maxNewTokens(8));
    }

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Run run = small().train(folder.resolve("experiment"));
        System.out.printf("accuracy %.3f%n", run.result("coconut").test().accuracy());
        SweepResult swept = sweep(small())
                .over(thoughtsPerStep(0, 1))
                .search(grid())
                .candidates(2)
                .run(folder.resolve("sweep"));
        System.out.printf("candidates %d%n", swept.leaderboard().standings().size());
    }
}
