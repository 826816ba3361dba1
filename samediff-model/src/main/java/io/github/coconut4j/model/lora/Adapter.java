package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.decoder.ParameterKind;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.linear.MatrixOrder;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The adapter of one linear layer. Its matrices lie as in peft, A {@code [rank, in]} and B {@code [out, rank]}, whatever the order of the layer's own.
 *
 * @param layer its name, without {@code .weight}
 * @param rank of both matrices
 * @param in inputs of the layer
 * @param out its outputs
 */
public record Adapter(String layer, int rank, long in, long out) {
    private static final String WEIGHT = ".weight";

    /**
     * {@return the adapter of a matrix}
     *
     * @param matrix weights of a linear layer, named {@code ….weight}
     * @param order which of its axes counts the inputs
     * @param rank 1 or more
     */
    public static Adapter of(ParameterSpec matrix, MatrixOrder order, int rank) {
        long[] shape = matrix.shape();
        boolean turned = order == MatrixOrder.OUT_IN;
        return new Adapter(layer(matrix), rank, shape[turned ? 1 : 0], shape[turned ? 0 : 1]);
    }

    /**
     * {@return whether a parameter is the matrix of a linear layer within the blocks, so that an adapter can stand beside it}
     *
     * @param parameter of any decoder
     */
    public static boolean canStandBeside(ParameterSpec parameter) {
        boolean linear = parameter.kind() == ParameterKind.MATRIX || parameter.kind() == ParameterKind.INTO_RESIDUAL;
        return linear && !parameter.hasTokens() && parameter.name().endsWith(WEIGHT);
    }

    static String layer(ParameterSpec matrix) {
        return layer(matrix.name());
    }

    static String layer(String matrix) {
        return matrix.endsWith(WEIGHT) ? matrix.substring(0, matrix.length() - WEIGHT.length()) : matrix;
    }

    /** {@return name of the matrix that it stands beside} */
    public String matrix() {
        return layer + WEIGHT;
    }

    /** {@return name of A, from the inputs to the rank} */
    public String down() {
        return layer + ".lora_A.weight";
    }

    /** {@return name of B, from the rank to the outputs} */
    public String up() {
        return layer + ".lora_B.weight";
    }

    List<ParameterSpec> parameters() {
        return List.of(
                new ParameterSpec(down(), ParameterKind.ADAPTER_DOWN, ParameterSpec.NO_TOKENS, rank, in),
                new ParameterSpec(up(), ParameterKind.ADAPTER_UP, ParameterSpec.NO_TOKENS, out, rank));
    }

    /**
     * Adds to the layer's own matrix what the adapter adds to its products.
     *
     * @param matrix weights of the layer, as {@code order} says; changed
     * @param order which of its axes counts the inputs
     * @param down A, {@code [rank, in]}
     * @param up B, {@code [out, rank]}
     * @param scale of the product, see {@link Lora#scale}
     */
    public void addTo(INDArray matrix, MatrixOrder order, INDArray down, INDArray up, double scale) {
        try (INDArray product = up.mmul(down)) {
            product.muli(scale);
            matrix.addi(order == MatrixOrder.OUT_IN ? product : product.transpose());
        }
    }
}
