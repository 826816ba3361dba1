package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.graph.Value;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.loss.bp.SparseSoftmaxCrossEntropyLossWithLogitsBp;

/** Rules of matrix products and of the loss. */
final class ProductRules {
    static final Map<String, Rule> RULES = Map.of(
            "matmul", ProductRules::product,
            "sparse_softmax_cross_entropy_loss_with_logits", ProductRules::crossEntropy);

    private ProductRules() {}

    /** z = x y: dx = dz y^T, dy = x^T dz, and the like when operands or the result are transposed. */
    private static void product(Chain c) {
        SameDiff sd = c.sd();
        Value x = c.input(0);
        Value y = c.input(1);
        c.require(x.rank() >= 2 && x.rank() == y.rank(), "between matrices, as many on one side as on the other");
        boolean xTransposed = c.node().transposed(0);
        boolean yTransposed = c.node().transposed(1);
        SDVariable dz = c.node().transposed(2) ? sd.permute(c.dy(), lastTwoSwapped(x.rank())) : c.dy();
        if (c.wants(0)) {
            c.give(
                    0,
                    xTransposed
                            ? sd.mmul(c.x(1), dz, yTransposed, true, false)
                            : sd.mmul(dz, c.x(1), false, !yTransposed, false));
        }
        if (!c.wants(1)) {
            return;
        }
        SDVariable left = c.x(0);
        if (xTransposed) {
            c.give(1, yTransposed ? sd.mmul(dz, left, true, true, false) : sd.mmul(left, dz, false, false, false));
        } else {
            long rows = x.size(x.rank() - 2);
            c.backward().contributeProduct(y, yTransposed ? dz : left, yTransposed ? left : dz, rows);
        }
    }

    private static int[] lastTwoSwapped(int rank) {
        return IntStream.range(0, rank)
                .map(axis -> axis < rank - 2 ? axis : 2 * rank - 3 - axis)
                .toArray();
    }

    private static void crossEntropy(Chain c) {
        SDVariable labels = c.x(0);
        SDVariable logits = c.x(1);
        SDVariable perRow = new SparseSoftmaxCrossEntropyLossWithLogitsBp(c.sd(), logits, labels).outputVariables()[0];
        long[] rows = c.input(1).shape();
        rows[rows.length - 1] = 1;
        c.give(1, perRow.mul(rows.length == 2 ? c.sd().reshape(c.dy(), -1, 1) : c.sd().reshape(c.dy(), rows)));
    }
}
