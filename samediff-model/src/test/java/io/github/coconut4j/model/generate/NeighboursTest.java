package io.github.coconut4j.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where positions end: a row may go on to its own last position, however long its neighbours' prompts are. */
class NeighboursTest {
    private static final ModelConfig SIZES = TinyModels.CONFIG;

    @Test
    void aRowIsAnsweredToItsOwnLastPosition() {
        int latent = SIZES.tokens().latent();
        int[] shortPrompt = {1, latent, 2};
        int[] longPrompt = IntStream.range(0, SIZES.positions() - 2)
                .map(i -> i == 3 ? latent : i % 7)
                .toArray();
        try (Model model = modelThatGoesOn(shortPrompt);
                Generator generator =
                        new Generator(model, ExecutorOptions.defaults().withStreams(1))) {
            List<int[]> together = generator.generate(
                    TokenRow.batch(SIZES, TokenRow.prompt(SIZES, shortPrompt), TokenRow.prompt(SIZES, longPrompt)), 99);

            assertThat(together.get(0))
                    .hasSize(SIZES.positions() - shortPrompt.length + 1)
                    .isEqualTo(PlainGpt2.greedy(model, shortPrompt, SIZES.positions() - shortPrompt.length + 1));
            assertThat(together.get(1)).isEqualTo(PlainGpt2.greedy(model, longPrompt, 3));
        }
    }

    /** Greedy answers that do not end by themselves, so that the positions end them. */
    private static Model modelThatGoesOn(int[] prompt) {
        for (long seed = 1; seed < 200; seed++) {
            Model model = TinyModels.gpt2(seed);
            int most = SIZES.positions() - prompt.length + 1;
            if (PlainGpt2.greedy(model, prompt, most).length == most) {
                return model;
            }
            model.close();
        }
        throw new AssertionError("no model goes on");
    }
}
