package io.github.coconut4j.curriculum.audit.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.gpt2.Gpt2Config;
import org.junit.jupiter.api.Test;

class ForwardCostTest {
    private static final int L = 3;
    private static final int D = 8;
    private static final int V = 50;

    /** GPT-2: attention takes D x 3D and D x D, the MLP D x 4D and back; head width times heads is D. */
    @Test
    void isWhatTheProductsOfGpt2Take() {
        ForwardCost cost = ForwardCost.of(new Gpt2Config(L, D, 2, V, 40, 1e-5));
        int columns = 7;
        int words = 2;
        long expected = 0;
        for (int column = 1; column <= columns; column++) {
            for (int layer = 0; layer < L; layer++) {
                expected += product(D, 3 * D) + product(D, D) + product(D, 4 * D) + product(4 * D, D);
                expected += product(D, column) + product(column, D); // looking at the columns so far, and mixing them
            }
        }
        expected += words * product(D, V);
        assertThat(cost.answer(columns, words)).isEqualTo(expected);
    }

    private static long product(long in, long out) {
        return 2 * in * out;
    }
}
