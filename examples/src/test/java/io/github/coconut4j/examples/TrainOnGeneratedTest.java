package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.prontoQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.prosQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.settings.data.DataSettings;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.task.Twins;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainOnGeneratedTest {
    @TempDir
    private Path folder;

    /** The model learns that an answer is True or False; what it says of a problem and its twin is judged here once more, question by question. */
    @Test
    void theShareIsThatOfRightAnswersAmongProblemsAndTheirTwins() {
        Experiment experiment = tiny(prontoQa().hops(1).problemsPerEpoch(128));
        ProblemSource unseen = ProntoQa.prontoQa().hops(1).problems(4, 1);

        double share = TrainOnGenerated.run(experiment, unseen, folder.resolve("run"));

        int right = 0;
        try (TrainedModel model = TrainedModel.open(folder.resolve("run"))) {
            for (int row = 0; row < 4; row++) {
                Problem problem = unseen.problem(0, row);
                Problem twin = Twins.of(problem).orElseThrow();
                assertThat(twin.answer()).isNotEqualTo(problem.answer());
                for (Problem asked : List.of(problem, twin)) {
                    String said = model.ask(asked.question(), 4).answer();
                    assertThat(said).isIn("True", "False");
                    right += said.equals(asked.answer()) ? 1 : 0;
                }
            }
        }
        assertThat(share).isEqualTo(right / 8.0).isPositive();
    }

    @Test
    void everyProblemOfProsQaHasATwinToBeAsked() {
        Experiment experiment = tiny(prosQa().hops(1).balanced(true).problemsPerEpoch(16));
        ProblemSource unseen = ProsQa.prosQa().hops(1, 1).balanced(true).problems(4, 1);

        TrainOnGenerated.run(experiment, unseen, folder.resolve("run"));

        assertThat(new RunFolder(folder.resolve("run")).readResult()).isPresent();
    }

    private static Experiment tiny(DataSettings data) {
        return experiment("tiny")
                .data(data)
                .model(gpt2().layers(1).width(16).heads(2).positions(400).initStd(0.1))
                .methods(coconut())
                .curriculum(stages(1).epochs(1, 1, 2))
                .optimizer(adamW(2e-2))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(2).testProblems(2).maxNewTokens(4));
    }
}
