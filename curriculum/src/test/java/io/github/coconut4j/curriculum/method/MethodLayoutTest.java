package io.github.coconut4j.curriculum.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official staging, case by case, as its code would write each problem down. */
class MethodLayoutTest {

    /** {@code removed} counts the steps that are really missing, {@code asked} the thoughts at evaluation. */
    @ParameterizedTest(name = "{0}, {1} of {2} stages, {3} steps, pad {4}, c={5}")
    @CsvSource({
        // method, stage, stages, steps, pad, c, removed, thoughts, asked
        "coconut,  0, 4, 4, true,  1,  0, 0, 0",
        "coconut,  1, 4, 4, true,  1,  1, 1, 1",
        "coconut,  3, 4, 4, true,  2,  3, 6, 6",
        "coconut,  4, 4, 4, true,  1,  4, 4, 4",
        // fewer steps than the stage: trained with the stage's thoughts, asked with its own number unless padded
        "coconut,  4, 6, 3, true,  1,  3, 4, 4",
        "coconut,  4, 6, 3, false, 1,  3, 4, 3",
        // the last stage: everything gone, also steps beyond the highest stage
        "coconut,  3, 3, 5, true,  2,  3, 6, 6",
        "coconut,  4, 3, 5, true,  2,  5, 6, 6",
        "coconut,  7, 6, 3, true,  1,  3, 6, 6",
        "coconut,  7, 6, 3, false, 1,  3, 3, 3",
        "coconut,  2, 4, 4, true,  0,  2, 0, 0",
        "cot,      3, 4, 4, true,  1,  0, 0, 0",
        "no_cot,   0, 4, 4, true,  1,  4, 0, 0",
        "no_thoughts,   2, 4, 4, true, 1, 2, 0, 0",
        "no_thoughts,   5, 4, 6, true, 1, 6, 0, 0",
        "no_curriculum, 0, 4, 4, true, 2, 4, 8, 8",
        "no_curriculum, 0, 4, 3, false, 2, 3, 6, 6",
        // pauses and Coconut's relatives keep its curriculum
        "pause_as_thought,      0, 4, 4, true,  2,  0, 0, 0",
        "pause_as_thought,      3, 4, 4, true,  2,  3, 6, 6",
        "pause_as_thought,      7, 6, 3, false, 1,  3, 3, 3",
        "pause_per_position,    2, 4, 4, true,  2,  2, 4, 4",
        "pause_token,           0, 4, 4, true,  2,  4, 8, 8",
        "pause_token,           3, 4, 3, false, 1,  3, 3, 3",
        "coconut_repeat_first,  3, 4, 4, true,  2,  3, 6, 6",
        "coconut_stop_gradient, 3, 4, 4, true,  2,  3, 6, 6",
        "coconut_bottleneck,    4, 6, 3, false, 1,  3, 4, 3",
        // whole steps are never removed by iCoT
        "icot,                  4, 4, 4, true,  1,  0, 0, 0",
    })
    void eachProblemIsWrittenAsTheOfficialCodeWritesIt(
            String name, int stage, int stages, int steps, boolean pad, int c, int removed, int thoughts, int asked) {
        Method method = method(name, c);
        Curriculum curriculum = Curriculum.of(stages).padLatentToMax(pad);
        Problem problem = Problem.of("question", Collections.nCopies(steps, "step"), "answer");

        Layout training = method.training(problem, stage, curriculum);
        Layout answering = method.answering(problem, stage, curriculum);

        assertThat(Math.min(training.removedSteps(), steps)).isEqualTo(removed);
        assertThat(training.places()).isEqualTo(thoughts);
        assertThat(answering.places()).isEqualTo(asked);
        assertThat(method.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "coconut, true",
        "cot, false",
        "no_cot, false",
        "no_thoughts, false",
        "no_curriculum, true",
        "pause_as_thought, true",
        "pause_token, true",
        "pause_per_position, true",
        "coconut_repeat_first, true",
        "coconut_stop_gradient, true",
        "coconut_bottleneck, true",
        "icot, false",
    })
    void markersStandOnlyAroundThoughts(String name, boolean markers) {
        Problem problem = Problem.of("question", Collections.nCopies(2, "step"), "answer");

        assertThat(method(name, 1).training(problem, 1, Curriculum.of(2)).markers())
                .isEqualTo(markers);
        assertThat(method(name, 1).answering(problem, 1, Curriculum.of(2)).markers())
                .isEqualTo(markers);
    }

    private static Method method(String name, int thoughtsPerStep) {
        return switch (name) {
            case "coconut" -> new Coconut(List.of(thoughtsPerStep), true);
            case "cot" -> new Cot();
            case "no_cot" -> new NoCot();
            case "no_thoughts" -> new NoThoughts();
            case "no_curriculum" -> new NoCurriculum(List.of(thoughtsPerStep), true);
            case "pause_as_thought" -> new PauseAsThought(List.of(thoughtsPerStep), true);
            case "pause_token" -> new PauseToken(List.of(thoughtsPerStep), true);
            case "pause_per_position" -> new PausePerPosition(List.of(thoughtsPerStep), true);
            case "coconut_repeat_first" -> new CoconutRepeatFirst(List.of(thoughtsPerStep), true);
            case "coconut_stop_gradient" -> new CoconutStopGradient(List.of(thoughtsPerStep), true);
            case "coconut_bottleneck" -> new CoconutBottleneck(List.of(thoughtsPerStep), true);
            case "icot" -> new ICot(2, 4, 0);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The first number belongs to the step that goes first, the last one to all that are left. */
    @ParameterizedTest(name = "stage {0}")
    @CsvSource({"0, 0", "1, 3", "2, 4", "3, 6", "4, 8", "5, 8"})
    void everyStepMayLeaveANumberOfThoughtsOfItsOwn(int stage, int thoughts) {
        Problem problem = Problem.of("question", Collections.nCopies(4, "step"), "answer");
        for (Method method : List.of(
                new Coconut(List.of(3, 1, 2), true),
                new PauseAsThought(List.of(3, 1, 2), true),
                new PausePerPosition(List.of(3, 1, 2), true),
                new CoconutBottleneck(List.of(3, 1, 2), true))) {
            assertThat(method.training(problem, stage, Curriculum.of(4)).places())
                    .as(method.name())
                    .isEqualTo(thoughts);
        }
        assertThat(new NoCurriculum(List.of(3, 1, 2), true)
                        .training(problem, stage, Curriculum.of(4))
                        .places())
                .isEqualTo(8);
        assertThat(new PausePerPosition(List.of(3, 1, 2), true).tokens(Curriculum.of(4)))
                .hasSize(8)
                .endsWith("<|pause-8|>");
    }

    @Test
    void moreNumbersThanStagesAreRefused() {
        assertThatThrownBy(() -> new Coconut(List.of(1, 2, 3), true).validate(Curriculum.of(2)))
                .hasMessageContaining("curriculum.stages is 2");
        assertThatThrownBy(() -> new Coconut(List.of(1, -2), true)).hasMessageContaining("[1, -2]");
        assertThatThrownBy(() -> new Coconut(List.of(-1), true)).hasMessageContaining("not -1");
        assertThatThrownBy(() -> new ICot(8, 4, 0).validate(Curriculum.of(2).patience(1)))
                .hasMessageContaining("curriculum.patience");
    }
}
