package io.github.coconut4j.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class AdamWTest {
    /** Float arithmetic over a few steps, relative to the weights. */
    private static final double TOLERANCE = 1e-5;

    private static final double RATE = 0.02;
    private static final ModelConfig SIZES = TinyModels.CONFIG;

    @TempDir
    Path folder;

    private static MultiDataSet batch(int step) {
        return TokenRow.batch(
                SIZES, TokenRow.random(SIZES, 10 + step, 4, 2, 3), TokenRow.random(SIZES, 20 + step, 3, 1, 2));
    }

    private static Executor executor(Model model) {
        return new Executor(model, ExecutorOptions.defaults().withStreams(2));
    }

    /**
     * Two steps by hand, after the formulas in PyTorch's documentation of AdamW, at rate 0.1, betas 0.9 and 0.99, decay 0.1, gradients 0.5 and then -0.25.
     *
     * <p>Step 1: corrected moments 0.5 and 0.25, so the update is 0.1 * 0.5 / 0.5 = 0.1. Step 2: moments 0.9 * 0.05 - 0.1 * 0.25 = 0.02 and 0.99 * 0.0025 + 0.01 * 0.0625 =
     * 0.0031, corrected 0.02 / 0.19 and 0.0031 / 0.0199, so the update is 0.1 * 0.1052632 / 0.3946883 = 0.0266699. What decays is multiplied with 0.99 before each.
     */
    @ParameterizedTest
    @CsvSource({
        "ALL, transformer.h.0.mlp.c_fc.weight, 1, 0.8544301",
        "ALL, transformer.wpe.weight, 1, 0.8544301",
        "ALL, transformer.ln_f.weight, 1, 0.8544301",
        "ALL, transformer.ln_f.bias, 0, -0.1256699",
        "MATRICES, transformer.h.0.mlp.c_fc.weight, 1, 0.8544301",
        "MATRICES, transformer.wpe.weight, 1, 0.8544301",
        "MATRICES, transformer.ln_f.weight, 1, 0.8733301",
        "MATRICES, transformer.ln_f.bias, 0, -0.1266699",
    })
    void twoStepsAreThoseByHand(AdamWConfig.Decayed decayed, String parameter, double begin, double end) {
        AdamWConfig config = new AdamWConfig(0.9, 0.99, 1e-12, 0.1, decayed, 0);
        try (Model model = TinyModels.gpt2(1);
                Executor executor = executor(model);
                AdamW adam = new AdamW(model, config)) {
            model.parameters().get(parameter).assign(begin);
            executor.gradient(parameter).assign(0.5);
            adam.step(executor, 0.1, 1);
            executor.gradient(parameter).assign(-0.25);
            adam.step(executor, 0.1, 1);

            assertThat(Relative.numbers(model.parameters().get(parameter)))
                    .usingComparatorWithPrecision(1e-6)
                    .containsOnly(end);
        }
    }

    /** Arrays only: contexts of ops are freed by libnd4j when they are garbage. */
    @Test
    void closedItLeavesNoArraysBehind() {
        try (Model model = TinyModels.gpt2(1);
                Executor executor = executor(model);
                Executor other = executor(model)) {
            executor.accumulate(batch(1));
            other.accumulate(batch(2));
            executor.gradients();
            other.gradients();
            long before = arrays();
            try (AdamW adam = new AdamW(model, AdamWConfig.DEFAULT)) {
                adam.step(executor, RATE, 5);
                adam.step(other, RATE, 5); // another executor: its ops are bound anew
            }
            assertThat(arrays()).isLessThanOrEqualTo(before);
        }
    }

    private static long arrays() {
        return Nd4j.getEnvironment().getDeviceCouner(0); // its name is misspelt there
    }

    @ParameterizedTest
    @CsvSource({"0, ALL", "0.05, ALL", "1000, MATRICES"})
    void followsThePublishedAlgorithm(double clipNorm, AdamWConfig.Decayed decayed) {
        AdamWConfig config = new AdamWConfig(0.9, 0.99, 1e-6, 0.1, decayed, clipNorm);
        try (Model model = TinyModels.gpt2(1);
                Executor executor = executor(model);
                AdamW adam = new AdamW(model, config)) {
            PlainAdamW plain = new PlainAdamW(model, config);
            for (int step = 1; step <= 5; step++) {
                Loss loss = executor.accumulate(batch(step));
                plain.step(model, executor, RATE / step, loss.tokens());
                double norm = adam.step(executor, RATE / step, loss.tokens());

                assertThat(norm).isCloseTo(plain.norm, within(TOLERANCE * plain.norm));
                plain.weights.forEach((name, weights) -> assertThat(Relative.error(
                                Relative.numbers(model.parameters().get(name)), weights))
                        .as(name)
                        .isLessThan(TOLERANCE));
                assertThat(executor.gradients().amaxNumber().doubleValue())
                        .as("gradients are cleared")
                        .isZero();
            }
        }
    }

    /** Loshchilov and Hutter 2019, algorithm 2, line by line in double. */
    private static final class PlainAdamW {
        final Map<String, double[]> weights = new HashMap<>();
        final Map<String, double[]> first = new HashMap<>();
        final Map<String, double[]> second = new HashMap<>();
        final AdamWConfig config;
        double norm;
        int t;

        PlainAdamW(Model model, AdamWConfig config) {
            this.config = config;
            for (String name : model.parameters().names()) {
                weights.put(name, Relative.numbers(model.parameters().get(name)));
                first.put(name, new double[weights.get(name).length]);
                second.put(name, new double[weights.get(name).length]);
            }
        }

        void step(Model model, Executor executor, double rate, long tokens) {
            t++;
            Map<String, double[]> gradients = new HashMap<>();
            double squares = 0;
            try (Parameters all = Parameters.trained(model.config())) {
                all.flat().assign(executor.gradients());
                for (String name : all.names()) {
                    double[] gradient = Relative.numbers(all.get(name));
                    for (int i = 0; i < gradient.length; i++) {
                        gradient[i] /= tokens;
                        squares += gradient[i] * gradient[i];
                    }
                    gradients.put(name, gradient);
                }
            }
            norm = Math.sqrt(squares);
            double clip = config.clipNorm() > 0 && norm > config.clipNorm() ? config.clipNorm() / norm : 1;
            for (String name : weights.keySet()) {
                boolean gainOrBias = name.contains(".ln_") || name.endsWith(".bias");
                boolean decays = !gainOrBias || config.decayed() == AdamWConfig.Decayed.ALL;
                double decay = decays ? config.weightDecay() : 0;
                double[] w = weights.get(name);
                double[] m = first.get(name);
                double[] v = second.get(name);
                for (int i = 0; i < w.length; i++) {
                    double g = clip * gradients.get(name)[i];
                    m[i] = config.beta1() * m[i] + (1 - config.beta1()) * g;
                    v[i] = config.beta2() * v[i] + (1 - config.beta2()) * g * g;
                    double mHat = m[i] / (1 - Math.pow(config.beta1(), t));
                    double vHat = v[i] / (1 - Math.pow(config.beta2(), t));
                    w[i] -= rate * (mHat / (Math.sqrt(vHat) + config.epsilon()) + decay * w[i]);
                }
            }
        }
    }

    @Test
    void savedAndLoadedItGoesOnAsIfNothingHadHappened() {
        Path file = folder.resolve("optimizer.safetensors");
        try (Model model = TinyModels.gpt2(1);
                Executor executor = executor(model);
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT)) {
            train(executor, adam, 0, 3);
            adam.save(file);
            ModelFolder.save(model, folder);
            train(executor, adam, 3, 6);
            try (Model again = ModelFolder.load(folder);
                    Executor other = executor(again);
                    AdamW resumed = new AdamW(again, AdamWConfig.DEFAULT)) {
                resumed.load(file);
                train(other, resumed, 3, 6);
                assertThat(again.parameters().flat())
                        .isEqualTo(model.parameters().flat());
            }
        }
    }

    private static void train(Executor executor, AdamW adam, int from, int to) {
        for (int step = from; step < to; step++) {
            adam.step(executor, RATE, executor.accumulate(batch(step)).tokens());
        }
    }

    @Test
    void resetMakesItAsGoodAsNew() {
        try (Model used = TinyModels.gpt2(1);
                Executor executor = executor(used);
                AdamW adam = new AdamW(used, AdamWConfig.DEFAULT)) {
            train(executor, adam, 0, 3);
            ModelFolder.save(used, folder);
            adam.reset();
            train(executor, adam, 3, 5);
            try (Model same = ModelFolder.load(folder);
                    Executor other = executor(same);
                    AdamW fresh = new AdamW(same, AdamWConfig.DEFAULT)) {
                train(other, fresh, 3, 5);
                assertThat(same.parameters().flat()).isEqualTo(used.parameters().flat());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aGradientThatIsNotFiniteLeavesTheModelAsItIs(double broken) {
        try (Model model = TinyModels.gpt2(1);
                Executor executor = executor(model);
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT)) {
            train(executor, adam, 0, 1);
            double[] before = Relative.numbers(model.parameters().flat());
            executor.accumulate(batch(1));
            executor.gradients().putScalar(17, broken);

            assertThat(adam.step(executor, RATE, 5)).isNotFinite();
            assertThat(Relative.numbers(model.parameters().flat())).isEqualTo(before);

            train(executor, adam, 2, 3);
            assertThat(Relative.numbers(model.parameters().flat()))
                    .as("the next step is a good one")
                    .isNotEqualTo(before)
                    .doesNotContain(Double.NaN);
        }
    }

    @Test
    void stateOfAnotherModelIsRefused() {
        Path file = folder.resolve("optimizer.safetensors");
        ModelConfig larger = new ModelConfig(new Gpt2Config(3, 8, 2, 13, 24, 1e-5), TinyModels.TOKENS);
        try (Model model = TinyModels.gpt2(1);
                Model other = Model.create(larger, Initialisation.GPT2, 1);
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT);
                AdamW others = new AdamW(other, AdamWConfig.DEFAULT)) {
            adam.save(file);
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> others.load(file))
                    .withMessageContaining(file.toString());
        }
    }

    /** The first moments fit; the second are as many numbers, but in another shape. */
    @Test
    void momentsOfAnotherShapeChangeNothing() {
        Path good = folder.resolve("good.safetensors");
        Path broken = folder.resolve("broken.safetensors");
        Path after = folder.resolve("after.safetensors");
        try (Model model = TinyModels.gpt2(1);
                Executor executor = executor(model);
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT)) {
            train(executor, adam, 1, 2);
            adam.save(good);
            Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(good));
            arrays.values().forEach(array -> array.addi(1));
            arrays.put("second_moment", arrays.get("second_moment").reshape(2, -1));
            SafeTensors.write(broken, arrays);

            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> adam.load(broken))
                    .withMessageContaining("second_moment");
            adam.save(after);
            assertThat(after).hasSameBinaryContentAs(good);
        }
    }

    /** The file lacks the number of steps; moments that fit are in it all the same. */
    @Test
    void aBrokenFileChangesNothing() {
        Path good = folder.resolve("good.safetensors");
        Path broken = folder.resolve("broken.safetensors");
        Path after = folder.resolve("after.safetensors");
        try (Model model = TinyModels.gpt2(1);
                Executor executor = executor(model);
                AdamW adam = new AdamW(model, AdamWConfig.DEFAULT)) {
            train(executor, adam, 1, 2);
            adam.save(good);
            Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(good));
            arrays.remove("steps").close();
            arrays.values().forEach(array -> array.addi(1));
            SafeTensors.write(broken, arrays);
            arrays.values().forEach(INDArray::close);

            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> adam.load(broken))
                    .withMessageContaining("number of steps");
            adam.save(after);
            assertThat(after).hasSameBinaryContentAs(good);
        }
    }
}
