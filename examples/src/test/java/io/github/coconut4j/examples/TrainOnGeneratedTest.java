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
import io.github.coconut4j.curriculum.settings.DataSettings;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.ProntoQa;
import io.github.coconut4j.data.task.ProsQa;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainOnGeneratedTest {
    @TempDir
    private Path folder;

    @Test
    void trainsOnProsQaAndAsksTwins() {
        asksEveryPair(
                prosQa().hops(1).balanced(true).problemsPerEpoch(16),
                ProsQa.prosQa().hops(1, 1).balanced(true).problems(4, 1));
    }

    @Test
    void trainsOnProntoQaAndAsksTwins() {
        asksEveryPair(
                prontoQa().hops(1).problemsPerEpoch(16),
                ProntoQa.prontoQa().hops(1).problems(4, 1));
    }

    private void asksEveryPair(DataSettings data, ProblemSource unseen) {
        Experiment experiment = experiment("tiny")
                .data(data)
                .model(gpt2().layers(1).width(16).heads(2).positions(400))
                .methods(coconut())
                .curriculum(stages(1).epochs(1, 1))
                .optimizer(adamW(1e-2))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(2).testProblems(2).maxNewTokens(4));

        double accuracy = TrainOnGenerated.run(experiment, unseen, folder.resolve("run"));

        assertThat(8 * accuracy)
                .as("right answers among 4 pairs")
                .isBetween(0.0, 8.0)
                .isEqualTo(Math.rint(8 * accuracy));
    }
}
