package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FewerThoughtsTest {
    @TempDir
    private Path folder;

    @Test
    void allThoughtsGiveTheModelsOwnAccuracy() throws IOException {
        Path run = folder.resolve("run");
        experiment("tiny")
                .data(graphSearch().hops(2).problemsPerEpoch(64))
                .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
                .methods(coconut().specialMarkers(false))
                .curriculum(stages(2).epochs(1, 1, 1))
                .optimizer(adamW(1e-2))
                .evaluation(evaluation().validationProblems(8).testProblems(8).maxNewTokens(8))
                .train(run);
        Path problems = folder.resolve("problems.json");
        new ObjectMapper().writeValue(problems.toFile(), rows(40));

        double[] accuracies = FewerThoughts.accuracies(run, problems, 40);

        assertThat(accuracies).hasSize(2 + 1);
        try (TrainedModel model = TrainedModel.open(run);
                ProblemSource source = ProblemFiles.open(problems)) {
            assertThat(accuracies[2])
                    .isEqualTo(model.evaluate(source, 40, 64, 128).accuracy());
        }
    }

    private static List<Map<String, Object>> rows(int count) {
        try (ProblemSource source = GraphSearch.graphSearch().hops(2).problems(count, 7)) {
            return LongStream.range(0, count)
                    .mapToObj(row -> source.problem(0, row))
                    .map(FewerThoughtsTest::row)
                    .toList();
        }
    }

    private static Map<String, Object> row(Problem problem) {
        return Map.of("question", problem.question(), "steps", problem.steps(), "answer", problem.answer());
    }
}
