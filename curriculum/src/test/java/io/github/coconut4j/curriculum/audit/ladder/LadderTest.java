package io.github.coconut4j.curriculum.audit.ladder;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ladder of two seeds whose models are trained for a moment. */
class LadderTest {
    private static final Experiment EXPERIMENT = experiment("tiny")
            .data(graphSearch().hops(2).problemsPerEpoch(32))
            .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
            .methods(cot(), coconut().thoughtsPerStep(2).specialMarkers(false))
            .curriculum(stages(2).epochs(1, 1, 1))
            .optimizer(adamW(1e-2))
            .batchSize(8)
            .evaluation(evaluation().validationProblems(8).testProblems(40).maxNewTokens(6));

    private static final Ladder LADDER = Ladder.of(EXPERIMENT, List.of(4L, 7L));

    @TempDir
    private static Path folder;

    private static LadderReport report;

    @BeforeAll
    static void climb() {
        report = LADDER.climb(folder);
        new LadderFiles(folder).write(report);
    }

    /** Counts the models that are trained, and may ask for a stop. */
    private static final class Watch implements TrainingListener {
        private final List<String> trained = new ArrayList<>();
        private final int most;

        Watch(int most) {
            this.most = most;
        }

        @Override
        public void onRunStarted(RunStarted event) {
            trained.add(event.method());
        }

        @Override
        public boolean stopRequested() {
            return trained.size() > most;
        }
    }

    @Test
    void everyRungIsTrainedWithEverySeedAndAskedTheSame() {
        assertThat(report.rungs())
                .extracting(RungResult::method)
                .containsExactly(
                        "no_thoughts",
                        "pause_as_thought",
                        "pause_per_position",
                        "coconut_repeat_first",
                        "coconut_stop_gradient",
                        "coconut");
        assertThat(report.gains()).hasSize(5);
        assertThat(report.chance()).hasValue(0.5);
        for (RungResult rung : report.rungs()) {
            for (int i = 0; i < 2; i++) {
                Evaluation test = new RunFolder(
                                folder.resolve("seed-" + report.seeds().get(i)).resolve(rung.method()))
                        .readResult()
                        .orElseThrow()
                        .test();
                assertThat(rung.seeds().get(i).right()).isEqualTo(test.right());
                assertThat(rung.seeds().get(i).all()).isEqualTo(40);
            }
            assertThat(rung.interval().low()).isLessThanOrEqualTo(rung.accuracy());
            assertThat(rung.interval().high()).isGreaterThanOrEqualTo(rung.accuracy());
        }
        for (RungGain gain : report.gains()) {
            assertThat(gain.gain())
                    .isCloseTo(accuracy(report, gain.to()) - accuracy(report, gain.from()), within(1e-12));
        }
    }

    private static double accuracy(LadderReport report, Rung rung) {
        return report.rungs().stream()
                .filter(result -> result.rung() == rung)
                .findFirst()
                .orElseThrow()
                .accuracy();
    }

    @Test
    void aClimbThatWasStoppedGoesOnAndWritesTheSameBytes(@TempDir Path other) {
        Watch stopped = new Watch(8);
        assertThatThrownBy(() -> LADDER.climb(other, stopped)).isInstanceOf(RunStopped.class);
        Watch rest = new Watch(100);
        new LadderFiles(other).write(LADDER.climb(other, rest));

        assertThat(stopped.trained).hasSize(9);
        assertThat(rest.trained).hasSize(12 - 8);
        for (String name : List.of("ladder.html", "ladder.json", "rungs.csv", "gains.csv")) {
            assertThat(other.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
        }
        assertThat(other.resolve("rungs.csv")).content().hasLineCount(13);
        assertThat(other.resolve("ladder.html")).content().contains("first thought repeated", "4, 7");
    }

    /** Answers are kept with what they are answers of: a model that is not the one that was asked is asked anew. */
    @Test
    void brokenAndForeignAnswersAreNotTaken() throws IOException {
        List<Path> kept;
        try (Stream<Path> files = Files.list(folder.resolve("answers"))) {
            kept = files.sorted().toList();
        }
        assertThat(kept).hasSize(12);
        Files.writeString(kept.get(0), "{\"from\": {");
        Files.copy(kept.get(1), kept.get(2), StandardCopyOption.REPLACE_EXISTING);
        Watch none = new Watch(0);
        assertThat(LADDER.climb(folder, none)).isEqualTo(report);
        assertThat(none.trained).isEmpty();
    }

    @Test
    void aLadderThatCannotBeClimbedSaysWhy() {
        assertRefused(EXPERIMENT.methods(cot()), "coconut", 0L);
        assertRefused(EXPERIMENT.curriculum(EXPERIMENT.curriculum().patience(2)), "patience", 0L);
        assertRefused(EXPERIMENT, "seeds", 1L, 1L);
        assertRefused(EXPERIMENT, "seeds");
        assertThatThrownBy(
                        () -> Ladder.of(EXPERIMENT.batchSize(16), List.of(4L)).climb(folder))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("config.yaml says something else");
    }

    private static void assertRefused(Experiment experiment, String why, Long... seeds) {
        assertThatThrownBy(() -> Ladder.of(experiment, List.of(seeds)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(why);
    }
}
