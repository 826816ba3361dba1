package io.github.coconut4j.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.ModelException;
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
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Keys and values of thoughts, seen and replaced, against the loop written out plainly, which keeps nothing and computes every column again. */
class KeptThoughtsTest {
    /** Float against double; logits are of the order of 10. */
    private static final double FLOAT = 2e-4;

    private Model model;
    private ModelConfig config;
    private List<int[]> prompts;

    @BeforeEach
    void numbersDrawnAtRandom() {
        model = TinyModels.randomGpt2(11);
        config = model.config();
        int latent = config.tokens().latent();
        prompts = List.of(
                new int[] {3, 4, latent, latent, latent, config.tokens().endLatent()},
                new int[] {5, latent, latent},
                new int[] {3, 3, 5, latent, latent, latent, 7, 1},
                new int[] {6, 2});
    }

    @AfterEach
    void close() {
        model.close();
    }

    private interface Change {
        void of(int k, KeptThoughts kept, ThinkingRows rows);
    }

    private List<PromptEnd> ends(int streams, Change change) {
        try (Generator generator =
                new Generator(model, ExecutorOptions.defaults().withStreams(streams), listener(change))) {
            return generator.ends(batch());
        }
    }

    private MultiDataSet batch() {
        return TokenRow.batch(
                config,
                prompts.stream().map(ids -> TokenRow.prompt(config, ids)).toArray(TokenRow[]::new));
    }

    private static ThoughtListener listener(Change change) {
        return new ThoughtListener() {
            @Override
            public void onThought(int k, INDArray z, ThinkingRows rows) {}

            @Override
            public void onKept(int k, KeptThoughts kept, ThinkingRows rows) {
                change.of(k, kept, rows);
            }
        };
    }

    /** Number in a row of keys and values at which those of a layer begin; each has D keys and D values, head by head. */
    private int begin(int layer) {
        return layer * 2 * config.width();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsReadIsWhatTheThoughtsColumnsHaveComputed(int streams) {
        Map<List<Integer>, float[]> read = new HashMap<>();
        ends(streams, (k, kept, rows) -> {
            try (INDArray all = kept.read()) {
                for (int i = 0; i < rows.size(); i++) {
                    read.put(List.of(rows.row(i), k), all.getRow(i).toFloatVector());
                }
            }
        });

        Map<List<Integer>, double[]> expected = new HashMap<>();
        for (int row = 0; row < prompts.size(); row++) {
            int number = row;
            PlainGpt2 plain = new PlainGpt2(config, model.parameters(), (layer, k, queryKeyValue) -> {
                double[] all = expected.computeIfAbsent(List.of(number, k), key -> new double[begin(config.layers())]);
                System.arraycopy(queryKeyValue, config.width(), all, begin(layer), 2 * config.width());
                return queryKeyValue;
            });
            int[] word = Arrays.copyOf(
                    prompts.get(row), prompts.get(row).length + 1); // somebody has to see the last thought
            plain.logits(word, plain.thoughts(prompts.get(row)));
        }
        assertThat(read).containsOnlyKeys(expected.keySet());
        expected.forEach((place, numbers) -> {
            for (int i = 0; i < numbers.length; i++) {
                assertThat((double) read.get(place)[i]).as("%s, %d", place, i).isCloseTo(numbers[i], within(FLOAT));
            }
        });
    }

    /** Of every thought after the first, in the second layer: values alone, keys alone, both. */
    @ParameterizedTest
    @ValueSource(strings = {"keys", "values", "both"})
    void whatIsWrittenIsWhatLaterColumnsSee(String what) {
        SplittableRandom random = new SplittableRandom(5);
        double[] others = random.doubles(2L * config.width(), -2, 2).toArray();
        int from = what.equals("values") ? config.width() : 0;
        int to = what.equals("keys") ? config.width() : 2 * config.width();
        List<PromptEnd> ends = ends(2, (k, kept, rows) -> {
            try (INDArray all = kept.read()) {
                for (int i = 0; i < rows.size() && k > 0; i++) {
                    for (int n = from; n < to; n++) {
                        all.putScalar(i, begin(1) + n, others[n]);
                    }
                }
                kept.write(all);
            }
        });

        PlainGpt2 plain = new PlainGpt2(config, model.parameters(), (layer, k, queryKeyValue) -> {
            double[] seen = queryKeyValue.clone();
            if (layer == 1 && k > 0) {
                System.arraycopy(others, from, seen, config.width() + from, to - from);
            }
            return seen;
        });
        List<PromptEnd> clean = ends(2, (k, kept, rows) -> {});
        for (int row = 0; row < prompts.size(); row++) {
            int[] ids = prompts.get(row);
            double[] expected = plain.logits(ids, plain.thoughts(ids));
            float[] scores = ends.get(row).logits();
            int last = expected.length - scores.length;
            double moved = 0;
            for (int id = 0; id < scores.length; id++) {
                assertThat((double) scores[id]).as("row %d", row).isCloseTo(expected[last + id], within(FLOAT));
                moved = Math.max(moved, Math.abs(scores[id] - clean.get(row).logits()[id]));
            }
            // a thought's own column has computed with its own; somebody has to come behind a second one
            assertThat(moved > 1e-3).as("row %d moved", row).isEqualTo(row == 0 || row == 2);
        }
    }

    @Test
    void whatIsWrittenBackAsItWasReadChangesNothing() {
        List<PromptEnd> clean = ends(1, (k, kept, rows) -> {});
        List<PromptEnd> written = ends(1, (k, kept, rows) -> {
            try (INDArray all = kept.read()) {
                kept.write(all);
            }
        });
        for (int row = 0; row < prompts.size(); row++) {
            assertThat(written.get(row).logits()).containsExactly(clean.get(row).logits());
        }
    }

    /** Below each layer and above the last, where it is what is fed back next. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void statesBetweenTheLayersAreThoseOfThePlainLoop(int streams) {
        Map<List<Integer>, float[]> seen = new HashMap<>();
        ThoughtListener watching = new ThoughtListener() {
            @Override
            public void onThought(int k, INDArray z, ThinkingRows rows) {}

            @Override
            public void onKept(int k, KeptThoughts kept, ThinkingRows rows) {
                assertThat(kept.layers()).isEqualTo(config.layers() + 1);
                for (int layer = 0; layer < kept.layers(); layer++) {
                    for (int i = 0; i < rows.size(); i++) {
                        seen.put(
                                List.of(rows.row(i), k, layer),
                                kept.below(layer).getRow(i).toFloatVector());
                    }
                }
            }

            @Override
            public boolean watchesLayers() {
                return true;
            }
        };
        try (Generator generator =
                new Generator(model, ExecutorOptions.defaults().withStreams(streams), watching)) {
            List<PromptEnd> ends = generator.ends(batch());
            assertThat(ends.get(0).logits())
                    .containsExactly(ends(streams, (k, kept, rows) -> {}).get(0).logits());
        }
        assertThat(seen).hasSize((3 + 2 + 3) * (config.layers() + 1));
        PlainGpt2 plain = new PlainGpt2(config, model.parameters());
        seen.forEach((place, state) -> {
            int[] ids = prompts.get(place.get(0));
            int question = 0;
            while (ids[question] != config.tokens().latent()) {
                question++;
            }
            double[] expected = plain.below(place.get(2), ids, plain.thoughts(ids))[question + place.get(1)];
            for (int d = 0; d < state.length; d++) {
                assertThat((double) state[d]).as("%s", place).isCloseTo(expected[d], within(FLOAT));
            }
        });
    }

    @Test
    void nobodyWhoDoesNotWatchHasStatesBetweenTheLayers() {
        ends(1, (k, kept, rows) -> assertThat(kept.layers()).isZero());
    }

    @Test
    void arraysOfOtherSizesAreRefused() {
        assertThatThrownBy(() -> ends(1, (k, kept, rows) -> kept.write(Nd4j.zeros(1, 5))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("[3, " + begin(config.layers()) + "]");
    }

    /** Scores in the place of given words are those of the plain loop in the columns before them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void givenWordsAreScoredWhereTheyStand(int streams) {
        List<int[]> words = List.of(new int[] {1, 8}, new int[] {5}, new int[] {2, 2, 7, 0}, new int[] {4, 6, 1});
        Map<List<Integer>, float[]> scores = new HashMap<>();
        try (Generator generator =
                new Generator(model, ExecutorOptions.defaults().withStreams(streams))) {
            generator.read(batch(), words, (row, place, logits) -> scores.put(List.of(row, place), logits));
        }
        assertThat(scores).hasSize(2 + 1 + 4 + 3);
        int vocabulary = config.vocabulary();
        for (int row = 0; row < prompts.size(); row++) {
            int prompt = prompts.get(row).length;
            int[] ids = Arrays.copyOf(prompts.get(row), prompt + words.get(row).length);
            System.arraycopy(words.get(row), 0, ids, prompt, words.get(row).length);
            double[] expected = PlainGpt2.logits(model, ids);
            for (int place = 0; place < words.get(row).length; place++) {
                for (int id = 0; id < vocabulary; id++) {
                    assertThat((double) scores.get(List.of(row, place))[id])
                            .as("row %d, place %d", row, place)
                            .isCloseTo(expected[(prompt + place - 1) * vocabulary + id], within(FLOAT));
                }
            }
        }
    }

    @Test
    void wordsBeyondTheModelsPositionsAreRefused() {
        try (Generator generator = new Generator(model, ExecutorOptions.defaults())) {
            List<int[]> words = List.of(new int[40], new int[1], new int[1], new int[1]);
            assertThatThrownBy(() -> generator.read(batch(), words, (row, place, logits) -> {}))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("40 words")
                    .hasMessageContaining("24 positions");
        }
    }
}
