package io.github.coconut4j.curriculum.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFiguresTest {
    @Test
    void stepsAreComparedWordForWordAndCountedByDepth() {
        Problem two = Problem.of("q", List.of("7", "14"), "14");
        Problem one = Problem.of("q", List.of("7"), "7");
        AnswerFigures figures = AnswerFigures.of(
                new ListSource("list", List.of(two, two, one, one), "list"),
                List.of(
                        answer("7\n14\n### 14", Outcome.RIGHT),
                        answer("### 14", Outcome.RIGHT),
                        answer("8\n### 7", Outcome.RIGHT),
                        answer("### 3", Outcome.OTHER_OPTION)));
        assertThat(figures.stepsAsGiven()).isEqualTo(0.25);
        assertThat(figures.writesSteps()).isEqualTo(0.5);
        assertThat(figures.passes()).isEqualTo(7);
        assertThat(figures.byDepth())
                .containsEntry(1, new AnswerFigures.Share(1, 2))
                .containsEntry(2, new AnswerFigures.Share(2, 2));
    }

    /** The symbol tokenizer puts a blank between any two symbols. */
    @Test
    void stepsInSymbolsStandInOneLine() {
        Problem two = Problem.of("q", List.of("7", "14"), "14");
        AnswerFigures figures = AnswerFigures.of(
                new ListSource("list", List.of(two, two), "list"),
                List.of(answer("7 14 ### 14", Outcome.RIGHT), answer("8 14 ### 14", Outcome.RIGHT)));
        assertThat(figures.stepsAsGiven()).isEqualTo(0.5);
        assertThat(figures.writesSteps()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps ### 1,234 | 1234 | true",
                "steps ### 1234 | #### 1,234 | true",
                "1234 | 1234 | false",
                "### 12 ### 1234 | 1234 | true",
                "### 1234 dollars | 1234 | false"
            })
    void theOfficialJudgeWantsTheMark(String text, String answer, boolean right) {
        assertThat(OfficialJudge.isRight(Problem.of("q", List.of(), answer), text))
                .isEqualTo(right);
    }

    private static Evaluator.Answer answer(String text, Outcome outcome) {
        return new Evaluator.Answer(text, "", outcome, 0, 0, true, 7);
    }
}
