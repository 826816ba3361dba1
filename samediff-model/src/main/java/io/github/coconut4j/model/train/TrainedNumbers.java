package io.github.coconut4j.model.train;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.io.HostArrays;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The trained ones of a model's parameters, or of arrays in their layout, as one row without gaps. */
final class TrainedNumbers {
    private TrainedNumbers() {}

    static float[] copy(Parameters from, ModelConfig config) {
        float[] numbers = new float[length(config)];
        HostArrays.read(from.flat());
        int at = 0;
        for (INDArray array : trained(from, config)) {
            int length = Math.toIntExact(array.length());
            buffer(from, array).get(numbers, at, length);
            at += length;
        }
        return numbers;
    }

    static void paste(float[] numbers, Parameters to, ModelConfig config) {
        HostArrays.read(to.flat());
        int at = 0;
        for (INDArray array : trained(to, config)) {
            int length = Math.toIntExact(array.length());
            buffer(to, array).put(numbers, at, length);
            at += length;
        }
        HostArrays.written(to.flat());
    }

    static void requireLength(float[] numbers, ModelConfig config) {
        if (numbers.length != length(config)) {
            throw new ModelException("A state of " + numbers.length + " trained weights does not fit a model with "
                    + length(config) + ".");
        }
    }

    private static FloatBuffer buffer(Parameters all, INDArray one) {
        return HostArrays.floats(all.flat(), one.offset(), one.length());
    }

    private static List<INDArray> trained(Parameters all, ModelConfig config) {
        return config.decoder().trained().stream()
                .map(parameter -> all.get(parameter.name()))
                .toList();
    }

    private static int length(ModelConfig config) {
        long length = 0;
        for (ParameterSpec parameter : config.decoder().trained()) {
            length += parameter.length();
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new ModelException(
                    "%,d trained weights are more than one block can carry to workers (%,d); train adapters instead."
                            .formatted(length, Integer.MAX_VALUE - 8));
        }
        return (int) length;
    }
}
