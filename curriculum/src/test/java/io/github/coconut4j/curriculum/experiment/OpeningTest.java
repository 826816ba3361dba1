package io.github.coconut4j.curriculum.experiment;

import static io.github.coconut4j.curriculum.experiment.Dsl.files;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemWriter;
import io.github.coconut4j.data.task.GraphSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
    @TempDir
    Path folder;

    @Test
    void everyRowIsToldWhenItIsReadAndWhenItIsLookedAt() {
        Path train = written("train.json", 5);
        Path valid = written("valid.json", 3);
        List<String> told = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onRowRead(RowRead event) {
                told.add(Path.of(event.source()).getFileName() + " " + event.rows()
                        + event.all().stream()
                                .mapToObj(all -> " of " + all)
                                .findFirst()
                                .orElse(""));
            }

            @Override
            public boolean stopRequested() {
                return true;
            }
        };

        assertThatThrownBy(() -> TinyExperiments.coconutAlone()
                        .data(files(train, valid))
                        .model(gpt2().layers(1).width(16).heads(2).positions(64))
                        .train(folder.resolve("run"), listener))
                .isInstanceOf(RunStopped.class);

        assertThat(told)
                .startsWith(
                        "train.json 1", "train.json 2", "train.json 3", "train.json 4", "train.json 5", "valid.json 1")
                .containsSubsequence(
                        "train.json 1 of 5", "train.json 5 of 5", "valid.json 1 of 3", "valid.json 3 of 3");
    }

    private Path written(String name, int problems) {
        Path file = folder.resolve(name);
        try (ProblemSource source = GraphSearch.graphSearch().hops(2).problems(problems, 7);
                ProblemWriter writer = new ProblemWriter(file)) {
            for (int row = 0; row < problems; row++) {
                writer.write(source.problem(0, row));
            }
        }
        return file;
    }
}
