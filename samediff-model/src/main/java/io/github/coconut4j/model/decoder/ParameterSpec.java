package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A parameter of a decoder.
 *
 * @param name in the graph and in files
 * @param kind what it is for
 * @param tokenAxis the axis along which it has one entry for each token of the vocabulary; {@link #NO_TOKENS} when it has none
 * @param shape sizes of its axes
 */
public record ParameterSpec(String name, ParameterKind kind, int tokenAxis, long... shape) {
    /** Stands for the axis of tokens where there is none. */
    public static final int NO_TOKENS = -1;

    /** @throws ModelException if a size is less than 1, or the axis of tokens is none of the axes */
    public ParameterSpec {
        shape = shape.clone();
        boolean sound = shape.length > 0 && Arrays.stream(shape).allMatch(size -> size > 0);
        if (!sound || tokenAxis < NO_TOKENS || tokenAxis >= shape.length) {
            throw new ModelException(
                    "Parameter " + name + " has shape " + Arrays.toString(shape) + " and its tokens along axis "
                            + tokenAxis + "; sizes must be 1 or more and the axis one of them, or -1.");
        }
    }

    /**
     * {@return a parameter of token embeddings {@code [V, D]}}
     *
     * @param name in the graph and in files
     * @param vocabulary tokens V
     * @param width D
     */
    public static ParameterSpec tokens(String name, long vocabulary, long width) {
        return new ParameterSpec(name, ParameterKind.EMBEDDING, 0, vocabulary, width);
    }

    /**
     * {@return a parameter of embeddings of something else, positions for instance, {@code [n, D]}}
     *
     * @param name in the graph and in files
     * @param count how many embeddings n
     * @param width D
     */
    public static ParameterSpec embedding(String name, long count, long width) {
        return new ParameterSpec(name, ParameterKind.EMBEDDING, NO_TOKENS, count, width);
    }

    /**
     * {@return the weights of a linear layer}
     *
     * @param name in the graph and in files
     * @param rows inputs or outputs, as the decoder stores it
     * @param columns the others
     */
    public static ParameterSpec matrix(String name, long rows, long columns) {
        return new ParameterSpec(name, ParameterKind.MATRIX, NO_TOKENS, rows, columns);
    }

    /**
     * {@return the weights of a linear layer that writes into the residual stream}
     *
     * @param name in the graph and in files
     * @param rows inputs or outputs, as the decoder stores it
     * @param columns the others
     */
    public static ParameterSpec intoResidual(String name, long rows, long columns) {
        return new ParameterSpec(name, ParameterKind.INTO_RESIDUAL, NO_TOKENS, rows, columns);
    }

    /**
     * {@return an LM head of its own, {@code [V, D]}}
     *
     * @param name in the graph and in files
     * @param vocabulary tokens V
     * @param width D
     */
    public static ParameterSpec head(String name, long vocabulary, long width) {
        return new ParameterSpec(name, ParameterKind.MATRIX, 0, vocabulary, width);
    }

    /**
     * {@return gains of a norm, {@code [n]}}
     *
     * @param name in the graph and in files
     * @param count how many gains n
     */
    public static ParameterSpec gain(String name, long count) {
        return new ParameterSpec(name, ParameterKind.GAIN, NO_TOKENS, count);
    }

    /**
     * {@return biases, {@code [n]}}
     *
     * @param name in the graph and in files
     * @param count how many biases n
     */
    public static ParameterSpec bias(String name, long count) {
        return new ParameterSpec(name, ParameterKind.BIAS, NO_TOKENS, count);
    }

    /**
     * {@return shapes by name, in the order of the list}
     *
     * @param specs of different names
     */
    public static Map<String, long[]> shapes(List<ParameterSpec> specs) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        specs.forEach(spec -> shapes.put(spec.name, spec.shape()));
        return shapes;
    }

    /** {@return a copy of the sizes of its axes} */
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** {@return how many numbers it consists of} */
    public long length() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** {@return whether it has an entry for each token} */
    public boolean hasTokens() {
        return tokenAxis != NO_TOKENS;
    }

    /**
     * {@return the entries of tokens {@code from .. to}; a view}
     *
     * @param array of this parameter's axes, which may be of another vocabulary
     * @param from first token
     * @param to first token that is left out
     */
    public INDArray tokens(INDArray array, long from, long to) {
        INDArrayIndex[] window = NDArrayIndex.allFor(array);
        window[tokenAxis] = NDArrayIndex.interval(from, to);
        return array.get(window);
    }
}
