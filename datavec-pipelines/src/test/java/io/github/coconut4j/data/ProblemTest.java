package io.github.coconut4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    @ParameterizedTest
    @CsvSource({
        "True, True, False",
        "false, False, true",
        "TRUE, True, FALSE",
        "False., False, True.",
        "Yes, True, No",
        "no, False, yes",
        "NO., False, YES."
    })
    void judgementsHaveAnOppositeThatIsWrittenAlike(String answer, boolean agrees, String opposite) {
        Problem problem = Problem.of("q?", List.of(), answer);

        assertThat(problem.agrees()).contains(agrees);
        assertThat(problem.otherAnswer()).contains(opposite);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unknown", "truely", "yes and no", "12"})
    void otherAnswersJudgeNothing(String answer) {
        Problem problem = Problem.of("q?", List.of(), answer);

        assertThat(problem.agrees()).isEmpty();
        assertThat(problem.otherAnswer()).isEmpty();
    }
}
