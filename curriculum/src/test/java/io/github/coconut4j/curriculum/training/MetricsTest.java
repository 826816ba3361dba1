package io.github.coconut4j.curriculum.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.ThoughtSummary;
import io.github.coconut4j.curriculum.internal.training.MetricsFile;
import io.github.coconut4j.curriculum.training.TrainingListener.Evaluated;
import io.github.coconut4j.curriculum.training.TrainingListener.StepDone;
import io.github.coconut4j.curriculum.training.TrainingListener.StepSkipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
    /** As the first runs wrote them: nothing about thoughts but their number. */
    private static final String STEP =
            """
            {"event":"step","method":"coconut","step":1,"total_steps":16,"epoch":0,"stage":2,"loss":3.5,"learning_rate":0.005,\
            "gradient_norm":1.25,"examples_per_second":22.5,"seconds":0.5}""";

    private static final String EVALUATION =
            """
            {"event":"evaluation","method":"coconut","step":2,"epoch":1,"stage":2,\
            "evaluation":{"right":6,"other":3,"no_answer":1,"new_tokens":2.5,"thoughts":2.0},"seconds":0.75}""";

    private static final StepDone DONE = new StepDone("coconut", 1, 16, 0, 2, 3.5, 0.005, 1.25, 22.5, 0.5);
    private static final Evaluated ASKED = new Evaluated("coconut", 2, 1, 2, new Evaluation(6, 3, 1, 2.5, 2), 0.75);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("metrics.jsonl");
    }

    @Test
    void linesOfTheFirstRunsAreRead() throws IOException {
        Files.writeString(file, STEP + "\n" + EVALUATION + "\n");

        Metrics metrics = Metrics.read(file);

        assertThat(metrics.events()).containsExactly(DONE, ASKED);
        assertThat(metrics.steps()).containsExactly(DONE);
        assertThat(metrics.evaluations()).containsExactly(ASKED);
        assertThat(metrics.last()).contains(ASKED);
    }

    @Test
    void whatIsWrittenIsReadAgainAndKeepsItsKeys() throws IOException {
        StepSkipped skipped = new StepSkipped(
                "coconut", 3, 1, 2, "loss", 1, folder.resolve("a b.json").toAbsolutePath());
        Evaluated geometry = new Evaluated(
                "coconut", 3, 1, 2, new Evaluation(1, 0, 0, 1, 1, List.of(new ThoughtSummary(0, 1, 2.5, 0.5)), 1), 1);
        try (MetricsFile out = new MetricsFile(file, Optional.empty())) {
            out.onStep(DONE);
            out.onEvaluated(ASKED);
            out.onStepSkipped(skipped);
            out.onEvaluated(geometry);
        }

        assertThat(Metrics.read(file).events()).containsExactly(DONE, ASKED, skipped, geometry);
        assertThat(Files.readAllLines(file).get(0)).isEqualTo(STEP);
    }

    /** At stage 0 the steps are written out: what is right there may be twice what the thoughts come to, or half of it. */
    @Test
    void theBestIsThatOfTheStageThatWasEvaluatedLast() {
        List<MetricsEvent> events = new ArrayList<>();
        Map<MetricsEvent, Optional<Double>> best = new LinkedHashMap<>();
        best.put(asked(0, 0, 9), Optional.empty()); // before the first step
        best.put(asked(5, 0, 8), Optional.of(0.8));
        best.put(asked(6, 0, 7), Optional.of(0.8));
        best.put(asked(7, 1, 2), Optional.of(0.2));
        best.put(asked(8, 1, 5), Optional.of(0.5));
        best.put(new StepDone("coconut", 9, 16, 8, 2, 3.5, 0.005, 1.25, 22.5, 0.5), Optional.of(0.5));
        best.put(asked(9, 2, 4), Optional.of(0.4));

        assertThat(new Metrics(events).bestOfLastStage()).isEmpty();
        best.forEach((event, expected) -> {
            events.add(event);
            assertThat(new Metrics(events).bestOfLastStage()).isEqualTo(expected);
        });
    }

    private static Evaluated asked(int step, int stage, int right) {
        return new Evaluated("coconut", step, step, stage, new Evaluation(right, 10 - right, 0, 1, 1), 1);
    }

    @Test
    void aLastLineThatIsNotWholeYetIsLeftOut() throws IOException {
        Files.writeString(file, STEP + "\n" + EVALUATION.substring(0, 100));

        assertThat(Metrics.read(file).events()).containsExactly(DONE);
        assertThat(Metrics.read(folder.resolve("none")).last()).isEmpty();
    }

    @Test
    void whereverALastLineWasCutOff() throws IOException {
        String nested = "{\"event\":\"later\",\"kept\":true,\"why\":null,\"of\":[1,{\"a\":-2.5e-3}],";
        for (String line : List.of(STEP, nested + EVALUATION.substring(1))) {
            for (int end = 1; end < line.length(); end++) {
                Files.writeString(file, STEP + "\n" + line.substring(0, end));

                assertThat(Metrics.read(file).events())
                        .as(line.substring(0, end))
                        .containsExactly(DONE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "junk",
                "5",
                "null",
                "[",
                "\"text",
                "{\"event\":\"step\"}",
                "{junk",
                "{}",
                "{\"event\" \"step\"",
                " "
            })
    void aLastLineThatNeverWasOneOfOursIsNamed(String junk) throws IOException {
        Files.writeString(file, STEP + "\n" + junk);

        assertThatThrownBy(() -> Metrics.read(file))
                .isInstanceOf(CurriculumException.class)
                .hasMessage(file + ", line 2 is no step or evaluation; delete the line.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"step\"",
                "{}",
                "",
                "{\"event\":\"evaluation\",\"method\":\"coconut\",\"step\":2,\"epoch\":1,\"stage\":2,\"seconds\":0.75}",
                "{\"event\":\"skipped\",\"method\":\"coconut\",\"epoch\":1,\"stage\":2,\"what\":\"loss\",\"skipped\":1}"
            })
    void anyOtherBrokenLineIsNamed(String broken) throws IOException {
        Files.writeString(file, STEP + "\n" + broken + "\n" + EVALUATION + "\n");

        assertThatThrownBy(() -> Metrics.read(file))
                .isInstanceOf(CurriculumException.class)
                .hasMessage(file + ", line 2 is no step or evaluation; delete the line.");
    }
}
