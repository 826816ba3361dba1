package io.github.coconut4j.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches in which some rows are put back into earlier stages: as long as each other, with other numbers of labels, and labels that begin in other columns. */
class PlanSharingTest {
    private static final ModelConfig CONFIG = TinyModels.CONFIG;
    private static final int ROWS = 8;
    private static final int THOUGHTS = 3;
    private static final int TAIL = 8;

    /** The first {@code early} rows have fewer thoughts and more words, the very first none if {@code plain}. */
    private static TokenRow[] rows(int early, boolean plain) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> {
                    int thoughts = plain && row == 0 ? 0 : row < early ? 1 : THOUGHTS;
                    int answer = row < early ? TAIL - thoughts : 2;
                    return TokenRow.random(CONFIG, row, 5, thoughts, answer);
                })
                .toArray(TokenRow[]::new);
    }

    @Test
    void fewPlansServeThem() {
        try (Model model = TinyModels.gpt2(1);
                Executor executor =
                        new Executor(model, ExecutorOptions.defaults().withStreams(1))) {
            for (int early = 1; early <= 4; early++) {
                executor.prepare(TokenRow.batch(CONFIG, rows(early, false)));
                executor.prepare(TokenRow.batch(CONFIG, rows(early, true)));
            }

            assertThat(executor.plans()).as("of 8 batches").isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aBatchHasTheLossOfItsRows() {
        try (Model model = TinyModels.gpt2(1);
                Executor executor =
                        new Executor(model, ExecutorOptions.defaults().withStreams(1))) {
            for (int early = 1; early <= 4; early++) {
                for (boolean plain : new boolean[] {false, true}) {
                    double alone = 0;
                    for (TokenRow row : rows(early, plain)) {
                        alone += executor.loss(TokenRow.batch(CONFIG, row)).sum();
                    }
                    assertThat(executor.loss(TokenRow.batch(CONFIG, rows(early, plain)))
                                    .sum())
                            .isCloseTo(alone, within(1e-5 * alone));
                }
            }
        }
    }
}
