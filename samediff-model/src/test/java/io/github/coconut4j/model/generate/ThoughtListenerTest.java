package io.github.coconut4j.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a listener sees, replaces and cuts short, against a plain recomputation that knows no batches, kept keys or plans. */
class ThoughtListenerTest {
    private static final int MOST = 5;

    private Model model;
    private ModelConfig config;
    private List<int[]> prompts;

    @BeforeEach
    void aModelWhoseWordsDependOnItsThoughts() {
        model = TinyModels.randomGpt2(11);
        config = model.config();
        int latent = config.tokens().latent();
        int end = config.tokens().endLatent();
        prompts = List.of(
                new int[] {3, 4, latent, latent, latent, end},
                new int[] {5, latent, latent},
                new int[] {2, 6, 7, latent, end, 4},
                new int[] {3, 3, 5, latent, latent, latent},
                new int[] {6, 2});
    }

    @AfterEach
    void close() {
        model.close();
    }

    private List<int[]> generate(List<int[]> rows, int streams, ThoughtListener... listeners) {
        TokenRow[] batch =
                rows.stream().map(ids -> TokenRow.prompt(config, ids)).toArray(TokenRow[]::new);
        try (Generator generator =
                new Generator(model, ExecutorOptions.defaults().withStreams(streams), listeners)) {
            return generator.generate(TokenRow.batch(config, batch), MOST);
        }
    }

    private static List<String> shown(List<int[]> words) {
        return words.stream().map(Arrays::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoeverOnlyLooksSeesEveryThoughtAndChangesNothing(int streams) {
        Map<List<Integer>, float[]> seen = new HashMap<>();
        List<int[]> words = generate(prompts, streams, (k, z, rows) -> {
            for (int i = 0; i < rows.size(); i++) {
                seen.put(List.of(rows.row(i), k), z.getRow(i).toFloatVector());
            }
        });

        assertThat(words).containsExactlyElementsOf(generate(prompts, streams));
        int count = 0;
        for (int row = 0; row < prompts.size(); row++) {
            double[][] thoughts = new PlainGpt2(config, model.parameters()).thoughts(prompts.get(row));
            for (int k = 0; k < thoughts.length; k++, count++) {
                float[] z = seen.get(List.of(row, k));
                for (int d = 0; d < z.length; d++) {
                    assertThat((double) z[d]).isCloseTo(thoughts[k][d], within(2e-5)); // float against double
                }
            }
        }
        assertThat(seen).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aThoughtThatIsReplacedIsTheOneThatIsFedBack(int replaced) {
        INDArray constant = Nd4j.linspace(4, -4, config.width()).castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT);
        List<int[]> words = generate(prompts, 2, (k, z, rows) -> {
            if (k == replaced) {
                z.assign(constant.reshape(1, config.width()).broadcast(z.shape()));
            }
        });

        for (int row = 0; row < prompts.size(); row++) {
            int[] expected = PlainGpt2.greedy(
                    model, prompts.get(row), MOST, (k, thought) -> k == replaced ? constant.toDoubleVector() : thought);
            assertThat(words.get(row)).as("row %d", row).containsExactly(expected);
        }
        assertThat(shown(words)).isNotEqualTo(shown(generate(prompts, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whoeverStopsGoesOnAsIfNoMoreThoughtsHadBeenAskedFor(int most) {
        List<int[]> words = generate(prompts, 2, (k, z, rows) -> {
            if (k == most) {
                rows.stop();
            }
            assertThat(k).isLessThanOrEqualTo(most);
        });

        int latent = config.tokens().latent();
        for (int row = 0; row < prompts.size(); row++) {
            int[] left = {most};
            int[] shorter = Arrays.stream(prompts.get(row))
                    .filter(id -> id != latent || left[0]-- > 0)
                    .toArray();
            assertThat(words.get(row)).as("row %d", row).containsExactly(PlainGpt2.greedy(model, shorter, MOST));
        }
    }

    @Test
    void oneRowStopsAndTheOthersThinkOn() {
        List<int[]> all = generate(prompts, 1);
        List<int[]> words = generate(prompts, 1, (k, z, rows) -> {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.row(i) == 3 && k == 1) {
                    rows.stop(i);
                }
            }
        });

        int latent = config.tokens().latent();
        int[] alone = PlainGpt2.greedy(model, new int[] {3, 3, 5, latent}, MOST);
        assertThat(words.get(3)).containsExactly(alone);
        for (int row : new int[] {0, 1, 2, 4}) {
            assertThat(words.get(row)).containsExactly(all.get(row));
        }
    }

    @Test
    void listenersAreAskedOneAfterTheOther() {
        List<int[]> doubled = generate(prompts, 1, (k, z, rows) -> z.muli(2), (k, z, rows) -> z.muli(0.5));
        assertThat(doubled).containsExactlyElementsOf(generate(prompts, 1));
    }
}
