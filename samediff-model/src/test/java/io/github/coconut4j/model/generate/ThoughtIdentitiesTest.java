package io.github.coconut4j.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What must hold of every model, whatever its numbers are; experiments on thoughts that break one of these measure their own program. In particular: a model whose
 * thoughts are pauses computes the same function in several passes as in one, so that no difference between the two can be found in the model.
 */
class ThoughtIdentitiesTest {
    /** Sums of floats in another order. */
    private static final double ROUNDING = 1e-5;

    private static final int PAUSE = 8;

    private Model model;
    private ModelConfig config;

    @BeforeEach
    void numbersDrawnAtRandom() {
        model = TinyModels.randomGpt2(23);
        config = model.config();
    }

    @AfterEach
    void close() {
        model.close();
    }

    /** Question 3 1 4, so many places, and two words behind them. */
    private int[] prompt(int places, int filling) {
        return IntStream.concat(
                        IntStream.of(3, 1, 4),
                        IntStream.concat(IntStream.generate(() -> filling).limit(places), IntStream.of(5, 2)))
                .toArray();
    }

    private double[] nextWords(int[] prompt, ThoughtListener... listeners) {
        try (Generator generator =
                new Generator(model, ExecutorOptions.defaults().withStreams(1), listeners)) {
            float[] scores = generator
                    .ends(TokenRow.batch(config, TokenRow.prompt(config, prompt)))
                    .get(0)
                    .logits();
            return IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).toArray();
        }
    }

    private List<double[]> thoughts(int[] prompt) {
        List<double[]> seen = new ArrayList<>();
        nextWords(prompt, (k, z, rows) -> seen.add(z.getRow(0).toDoubleVector()));
        return seen;
    }

    @Test
    void aProblemThatIsItsOwnDonorSaysTheSameToTheLastBit() {
        int[] prompt = prompt(3, config.tokens().latent());
        List<double[]> own = thoughts(prompt);
        double[] given = nextWords(prompt, (k, z, rows) -> {
            for (int d = 0; d < z.size(1); d++) {
                z.putScalar(0, d, own.get(k)[d]);
            }
        });
        assertThat(given).containsExactly(nextWords(prompt));
    }

    @Test
    void aDonorThatIsSomebodyElseSaysSomethingElse() {
        int[] prompt = prompt(3, config.tokens().latent());
        double[] given = nextWords(prompt, (k, z, rows) -> z.negi());
        assertThat(Relative.error(given, nextWords(prompt))).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void fewerThoughtsAreTheFirstOnes(int k) {
        int latent = config.tokens().latent();
        List<double[]> all = thoughts(prompt(4, latent));
        List<double[]> some = thoughts(prompt(k, latent));
        assertThat(some).hasSize(k);
        for (int i = 0; i < k; i++) {
            assertThat(some.get(i)).containsExactly(all.get(i));
        }
    }

    /** Words behind k thoughts are the same whether the prompt has k places or more, of which the later ones are not thought. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whoeverStopsThinkingAfterThoughtKSpeaksAsWithKPlaces(int k) {
        int latent = config.tokens().latent();
        double[] stopped = nextWords(prompt(4, latent), (i, z, rows) -> {
            if (i == k) {
                rows.stop();
            }
        });
        assertThat(Relative.error(stopped, nextWords(prompt(k, latent)))).isLessThan(ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void pausesInSeveralPassesArePausesInOnePass(int places) {
        INDArray pause = model.parameters()
                .get(config.decoder().tokenEmbeddings())
                .getRow(PAUSE)
                .dup();
        double[] severalPasses = nextWords(
                prompt(places, config.tokens().latent()),
                (k, z, rows) -> z.assign(pause.reshape(1, config.width()).broadcast(z.shape())));
        double[] onePass = nextWords(prompt(places, PAUSE));
        assertThat(Relative.error(severalPasses, onePass)).isLessThan(ROUNDING);
        assertThat(Relative.error(nextWords(prompt(places, config.tokens().latent())), onePass))
                .as("thoughts are no pauses: " + Arrays.toString(onePass))
                .isGreaterThan(0.01);
    }
}
