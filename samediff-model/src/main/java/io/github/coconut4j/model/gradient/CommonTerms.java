package io.github.coconut4j.model.gradient;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What several gradients of one derivation share, found again by what it consists of: joined rows, since a weight's and its bias' gradient read the same ones, and
 * blocks of zeros.
 */
final class CommonTerms {
    private final SameDiff sd;
    private final Map<Join, SDVariable> joins = new HashMap<>();
    private final Map<Block, SDVariable> zeros = new HashMap<>();

    private record Join(int axis, List<String> parts) {}

    private record Block(DataType type, List<Long> shape) {}

    CommonTerms(SameDiff sd) {
        this.sd = sd;
    }

    /** Arrays of a rank joined along their rows, the axis before the last. */
    SDVariable joinedRows(int rank, List<SDVariable> parts) {
        int axis = Math.max(0, rank - 2);
        Join join = new Join(axis, parts.stream().map(SDVariable::name).toList());
        return joins.computeIfAbsent(join, j -> sd.concat(axis, parts.toArray(SDVariable[]::new)));
    }

    SDVariable zeros(DataType type, long... shape) {
        Block block = new Block(type, Arrays.stream(shape).boxed().toList());
        return zeros.computeIfAbsent(block, b -> sd.constant(Nd4j.zeros(type, shape)));
    }
}
