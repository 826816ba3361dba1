package io.github.coconut4j.model;

import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Models small enough to be checked number by number. */
public final class TinyModels {
    public static final LatentTokens TOKENS = new LatentTokens(10, 11, 12, 9, 9);
    public static final ModelConfig CONFIG = new ModelConfig(new Gpt2Config(2, 8, 2, 13, 24, 1e-5), TOKENS);

    private TinyModels() {}

    public static Model gpt2(long seed) {
        return gpt2(CONFIG, seed);
    }

    public static Model gpt2(ModelConfig config, long seed) {
        return Model.create(config, new Initialisation(0.3, 0.5), seed);
    }

    /** A GPT-2 that answers otherwise when any of its thoughts is another, in float: every number is drawn at random, gains and biases too. */
    public static Model randomGpt2(long seed) {
        return Model.of(
                CONFIG,
                floats(gpt2Doubles(seed), ParameterSpec.shapes(CONFIG.decoder().parameters())));
    }

    /** Parameters of GPT-2 in double with every number drawn at random, gains and biases too, so that no gradient is zero by symmetry. */
    public static Parameters randomDoubles(Parameters layout, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (String name : layout.names()) {
            INDArray array = layout.get(name);
            double centre = array.rank() == 1 && name.endsWith("weight") ? 1 : 0;
            for (long i = 0; i < array.length(); i++) {
                array.data().put(i, centre + 0.4 * random.nextGaussian());
            }
        }
        return layout;
    }

    public static Parameters gpt2Doubles(long seed) {
        return gpt2Doubles(CONFIG, seed);
    }

    public static Parameters gpt2Doubles(ModelConfig config, long seed) {
        return randomDoubles(
                Parameters.zeros(ParameterSpec.shapes(config.decoder().parameters()), DataType.DOUBLE), seed);
    }

    public static Parameters floats(Parameters doubles, java.util.Map<String, long[]> shapes) {
        Parameters floats = Parameters.zeros(shapes);
        floats.names().forEach(name -> floats.get(name).assign(doubles.get(name)));
        return floats;
    }
}
