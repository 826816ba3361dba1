package io.github.coconut4j.tuning.spark.training;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.execution;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.files;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.spark.cluster.ThisMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data in files that the driver sees and workers do not: they are gone as soon as the driver has read them. */
class WorkerFilesTest {
    private static final String SHIPPED = "spark.files";

    @TempDir
    Path folder;

    private Path train;
    private Path held;

    @BeforeEach
    void write() throws IOException {
        train = write("train.json", 16);
        held = write("held.json", 8);
    }

    @AfterEach
    void shipNothing() {
        System.clearProperty(SHIPPED);
    }

    private Path write(String name, int problems) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < problems; i++) {
            lines.append("{\"question\": \"a %d\", \"steps\": [\"b %d\"], \"answer\": \"%d\"}\n"
                    .formatted(i % 4, i % 3, i % 2));
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    private Experiment onSpark() {
        return experiment("tiny")
                .data(files(train, held))
                .model(gpt2().layers(1).width(16).heads(2).positions(32))
                .methods(coconut())
                .curriculum(stages(1).epochs(1, 1))
                .optimizer(adamW(1e-2))
                .batchSize(4)
                .evaluation(evaluation().validationProblems(8).testProblems(8).maxNewTokens(4))
                .execution(execution().streams(1).workers(2, 2).engine("spark", "local[2]"));
    }

    /** Deletes what the driver has read. */
    private TrainingListener deleting(Path... files) {
        return new TrainingListener() {
            @Override
            public void onDataReady(DataReady event) {
                for (Path file : files) {
                    try {
                        Files.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };
    }

    @Test
    void aFileThatAWorkerDoesNotSeeIsNamedWithItsMachineBeforeTheFirstStep() {
        Path run = folder.resolve("run");

        assertThatThrownBy(() -> onSpark().train(run, deleting(train, held)))
                .isInstanceOf(CurriculumException.class)
                .message()
                .startsWith("Worker 0 on " + ThisMachine.name() + " cannot train: ")
                .contains("data.train_path: there is no file " + train, "data.val_path: there is no file " + held)
                .contains("spark.files")
                .hasLineCount(1);
        assertThat(new RunFolder(run).checkpoints().latest()).isEmpty();
    }

    @Test
    void filesThatCameWithTheJobTakeTheirPlace() throws IOException {
        Path copies = Files.createDirectory(folder.resolve("copies"));
        Path first = Files.copy(train, copies.resolve("train.json"));
        Path second = Files.copy(held, copies.resolve("held.json"));
        System.setProperty(SHIPPED, first + "," + second);

        Run run = onSpark().train(folder.resolve("run"), deleting(train, held));

        assertThat(run.results().get(0).steps()).isEqualTo(4);
    }

    @Test
    void anotherFileOfThatNameIsNoStandIn() throws IOException {
        Path copies = Files.createDirectory(folder.resolve("copies"));
        Path other = Files.copy(held, copies.resolve("train.json"));
        System.setProperty(SHIPPED, other.toString());

        assertThatThrownBy(() -> onSpark().train(folder.resolve("run")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("its data (training) are not those that the training was started with");
    }
}
