package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How fresh parameters are drawn: matrices and embeddings from normal distributions, gains 1, biases 0; adapters as peft draws
 * them (its {@code LoraLayer.reset_lora_parameters}).
 *
 * @param std standard deviation of weight matrices; those that write into the residual stream get {@code std / sqrt(2 L)} (GPT-2 paper, section 2.3)
 * @param embeddingStd standard deviation of token and position embeddings
 * @param given parameters, by name, that begin with these numbers instead
 */
public record Initialisation(double std, double embeddingStd, Map<String, float[]> given) {
    /** What GPT-2 uses; right from width 256 up. */
    public static final Initialisation GPT2 = new Initialisation(0.02, 0.02);

    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public Initialisation {
        given = Map.copyOf(given);
        if (!(std > 0) || !(embeddingStd > 0)) {
            throw new ModelException(
                    "Initial standard deviations must be above 0, not " + std + " and " + embeddingStd + ".");
        }
    }

    /**
     * Every parameter begins as its kind does.
     *
     * @param std standard deviation of matrices
     * @param embeddingStd that of embeddings
     */
    public Initialisation(double std, double embeddingStd) {
        this(std, embeddingStd, Map.of());
    }

    /** Draws the numbers of a parameter of a model with so many layers. */
    void fill(INDArray array, ParameterSpec parameter, int layers, RandomGenerator random) {
        float[] numbers = given.get(parameter.name());
        if (numbers != null) {
            array.assign(Nd4j.createFromArray(numbers).reshape(parameter.shape()));
            return;
        }
        switch (parameter.kind()) {
            case EMBEDDING -> normal(array, embeddingStd, random);
            case MATRIX -> normal(array, std, random);
            case INTO_RESIDUAL -> normal(array, std / Math.sqrt(2.0 * layers), random);
            case ADAPTER_DOWN -> uniform(array, 1 / Math.sqrt((double) array.size(1)), random);
            case GAIN -> array.assign(1);
            case ADAPTER_UP, BIAS -> array.assign(0);
        }
    }

    private static void uniform(INDArray array, double most, RandomGenerator random) {
        for (long i = 0; i < array.length(); i++) {
            array.data().put(i, (float) random.nextDouble(-most, most));
        }
    }

    private static void normal(INDArray array, double deviation, RandomGenerator random) {
        for (long i = 0; i < array.length(); i++) {
            array.data().put(i, (float) (deviation * random.nextGaussian()));
        }
    }
}
