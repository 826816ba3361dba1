package io.github.coconut4j.model.linear;

import io.github.coconut4j.model.dropout.Drop;
import io.github.coconut4j.model.graph.Slices;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Products with the matrices of a graph and nothing else.
 *
 * @param sd that declares them
 * @param order how they are stored
 */
public record PlainLayers(SameDiff sd, MatrixOrder order) implements LinearLayers {
    @Override
    public SDVariable times(SDVariable rows, String matrix, Drop drop, int columns) {
        return sd.mmul(rows, sd.getVariable(matrix), false, order == MatrixOrder.OUT_IN, false);
    }

    @Override
    public SDVariable times(SDVariable rows, String matrix, long from, long to, Drop drop, int columns) {
        boolean turned = order == MatrixOrder.OUT_IN;
        SDVariable outputs = Slices.range(sd.getVariable(matrix), 2, turned ? 0 : 1, from, to);
        return sd.mmul(rows, outputs, false, turned, false);
    }
}
