package io.github.coconut4j.curriculum.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "7,    '3 ### 7',  RIGHT",
        "9,    '### 9',    OTHER_OPTION",
        "8,    '### 8',    NO_ANSWER",
        "'',   '3 ###',    NO_ANSWER",
        "'3 4', '3 4',     NO_ANSWER",
    })
    void aTwoWayChoiceHasThreeOutcomes(String answer, String generated, Outcome expected) {
        Problem problem = new Problem("q", List.of(), "7", Map.of(Problem.OTHER_ANSWER, "9"));

        assertThat(Outcome.of(problem, answer, generated)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1200, '### 1,200', RIGHT",
        "12,   '### 12',    OTHER_OPTION",
        "12,   '12',        NO_ANSWER",
        "'',   '###',       NO_ANSWER",
    })
    void withoutOptionsAnyOtherAnswerIsAWrongOne(String answer, String generated, Outcome expected) {
        Problem problem = Problem.of("q", List.of(), "1,200");

        assertThat(Outcome.of(problem, answer, generated)).isEqualTo(expected);
    }
}
