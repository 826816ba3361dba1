package io.github.coconut4j.model.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where heads look that were given a distance: queries and keys that are nothing but these biases, turned by complex numbers as the paper writes it. */
class LookBackTest {
    private static final List<Integer> DISTANCES = List.of(1, 0, 3, 6);
    private static final int LONGEST = 200;

    /** One head of keys for each that asks, for two, for all; heads of other widths and other frequencies. */
    @ParameterizedTest
    @CsvSource({"4, 16, 100", "2, 16, 100", "1, 16, 100", "4, 32, 100", "4, 8, 100", "4, 64, 10000", "4, 32, 10000"})
    void aHeadLooksAtItsDistanceWhereverItStands(int keyHeads, int width, double theta) {
        LlamaConfig config = config(Variant.QWEN2, new Heads(4, keyHeads, width), theta);
        Map<String, float[]> biases = LookBack.biases(config, DISTANCES);
        float[] queries = biases.get("model.layers.0.self_attn.q_proj.bias");
        float[] keys = biases.get("model.layers.0.self_attn.k_proj.bias");
        for (int head = 0; head < DISTANCES.size(); head++) {
            int distance = DISTANCES.get(head);
            if (distance == 0) {
                continue;
            }
            for (int from : new int[] {distance, 20, LONGEST}) {
                double there = score(
                        queries, head * width, keys, head * keyHeads / 4 * width, width, theta, from, from - distance);
                assertThat(there).isBetween(19.99, 20.01);
                for (int at = 0; at <= from; at++) {
                    if (at != from - distance) {
                        assertThat(score(
                                        queries,
                                        head * width,
                                        keys,
                                        head * keyHeads / 4 * width,
                                        width,
                                        theta,
                                        from,
                                        at))
                                .as("head %d from %d at %d", head, from, at)
                                .isLessThan(there - 1);
                    }
                }
            }
        }
    }

    /** Re(q e^(i w p) conj(k e^(i w j))) over the pairs of a head, over the root of its width (RoFormer, equations 12 and 16). */
    private static double score(
            float[] queries, int query, float[] keys, int key, int width, double theta, int from, int at) {
        double sum = 0;
        for (int pair = 0; pair < width / 2; pair++) {
            double frequency = Math.pow(theta, -2.0 * pair / width);
            double real = queries[query + pair] * keys[key + pair]
                    + queries[query + pair + width / 2] * keys[key + pair + width / 2];
            double imaginary = queries[query + pair + width / 2] * keys[key + pair]
                    - queries[query + pair] * keys[key + pair + width / 2];
            sum += real * Math.cos(frequency * (from - at)) - imaginary * Math.sin(frequency * (from - at));
        }
        return sum / Math.sqrt(width);
    }

    @Test
    void theModelBeginsWithThemAndOtherBiasesWithNothing() {
        LlamaConfig config = config(Variant.QWEN2, new Heads(4, 4, 16), 100);
        Map<String, float[]> biases = LookBack.biases(config, DISTANCES);
        try (Model model = Model.create(
                new ModelConfig(config, new LatentTokens(1, 2, 3, 0, 0)), new Initialisation(0.1, 0.1, biases), 1)) {
            biases.forEach((name, numbers) ->
                    assertThat(model.parameters().get(name).toFloatVector()).containsExactly(numbers));
            assertThat(model.parameters()
                            .get("model.layers.1.self_attn.q_proj.bias")
                            .toFloatVector())
                    .containsOnly(0);
            assertThat(model.parameters()
                            .get("model.layers.0.self_attn.v_proj.bias")
                            .toFloatVector())
                    .containsOnly(0);
        }
    }

    @Test
    void aModelWithoutBiasesOrWithFewerHeadsIsRefused() {
        assertThatThrownBy(() -> LookBack.biases(config(Variant.LLAMA, new Heads(4, 4, 16), 100), DISTANCES))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no biases");
        assertThatThrownBy(() -> LookBack.biases(config(Variant.QWEN2, new Heads(2, 2, 16), 100), DISTANCES))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("4 heads cannot look back in a model with 2 heads");
    }

    private static LlamaConfig config(Variant variant, Heads heads, double theta) {
        return new LlamaConfig(variant, 2, 64, 10, heads, 13, LONGEST + 1, 1e-5, new Rotary(theta, null), true, 0);
    }
}
