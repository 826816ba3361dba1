package io.github.coconut4j.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class PromptEndTest {
    /** Float against double; logits are of the order of 1. */
    private static final Offset<Double> FLOAT = Offset.offset(2e-5);

    @Test
    void scoresAreThoseOfTheLastColumnWrittenOutPlainly() {
        try (Model model = TinyModels.gpt2(11);
                Generator generator = new Generator(model, ExecutorOptions.defaults())) {
            int latent = model.config().tokens().latent();
            List<int[]> prompts = List.of(
                    new int[] {3, 1, 4, latent, latent, 5}, // words behind the thoughts
                    new int[] {2, 7, 1, 8, latent, latent}, // a thought at the end: what would be fed back next
                    new int[] {8, 2, 6}); // no thought at all
            for (int[] prompt : prompts) {
                MultiDataSet batch = TokenRow.batch(model.config(), TokenRow.prompt(model.config(), prompt));
                PromptEnd end = generator.ends(batch).get(0);
                float[] scores = end.logits();
                double[] expected = PlainGpt2.logits(model, prompt);
                int from = expected.length - scores.length;
                for (int id = 0; id < scores.length; id++) {
                    assertThat((double) scores[id]).isCloseTo(expected[from + id], FLOAT);
                }
            }
        }
    }

    /** The state behind one thought is what a listener is shown as the next one. */
    @Test
    void theStateIsTheNextThought() {
        List<double[]> shown = new ArrayList<>();
        try (Model model = TinyModels.gpt2(11);
                Generator generator = new Generator(
                        model, ExecutorOptions.defaults(), (k, z, rows) -> shown.add(z.toDoubleMatrix()[0]))) {
            int latent = model.config().tokens().latent();
            int[] prompt = {2, 7, 1, 8, latent, latent};
            MultiDataSet two = TokenRow.batch(model.config(), TokenRow.prompt(model.config(), prompt));
            MultiDataSet one =
                    TokenRow.batch(model.config(), TokenRow.prompt(model.config(), Arrays.copyOf(prompt, 5)));
            generator.ends(two);
            double[] second = shown.get(1);

            float[] state = generator.ends(one).get(0).state();
            assertThat(state).hasSize(second.length);
            for (int i = 0; i < state.length; i++) {
                assertThat((double) state[i]).isCloseTo(second[i], FLOAT);
            }
        }
    }
}
