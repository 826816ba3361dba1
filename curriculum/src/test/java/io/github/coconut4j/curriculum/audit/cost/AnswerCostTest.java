package io.github.coconut4j.curriculum.audit.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerCostTest {
    /** Ten operations and four numbers kept a column, nothing else. */
    private static final ForwardCost COST = new ForwardCost(10, 0, 0, 4);

    private static Answer answer(Outcome outcome, int words) {
        return new Answer("### x", "x", outcome, words, 0, true, 1);
    }

    /** Questions of twenty columns; answers that make it 22 (right), 22 (wrong), 30 (right) and 21 (right). */
    @Test
    void budgetsAreThoseOfTheQuestionAlone() {
        AnswerCost cost = AnswerCost.of(
                2,
                List.of(
                        answer(Outcome.RIGHT, 0),
                        answer(Outcome.OTHER_OPTION, 2),
                        answer(Outcome.RIGHT, 10),
                        answer(Outcome.RIGHT, 1)),
                List.of(22, 20, 20, 20),
                List.of(2, 0, 0, 0),
                COST,
                8);
        assertThat(AnswerCost.BUDGETS).containsExactly(1.05, 1.1, 1.25, 1.5, 2.0);
        assertThat(cost.within()).containsExactly(0.25, 0.5, 0.5, 0.75, 0.75);
        assertThat(cost.right()).isEqualTo(0.75);
        assertThat(cost.megaflops()).isCloseTo((220 + 220 + 300 + 210) / 4e6, within(1e-12));
        assertThat(cost.keptKilobytes()).isCloseTo((22 + 22 + 30 + 21) * 4 * 4 / 4e3, within(1e-12));
        assertThat(cost.milliseconds()).isEqualTo(2000);
    }
}
