package io.github.coconut4j.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.Relative;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BackwardTest {
    private final SameDiff sd = SameDiff.create();

    private SDVariable parameter(String name, long... shape) {
        return sd.var(name, Nd4j.rand(DataType.DOUBLE, shape).subi(0.5));
    }

    /** A graph in which all of SameDiff's own rules work; 1e-10 is double rounding. */
    @Test
    void agreesWithSameDiffsOwnGradients() {
        SDVariable x = parameter("x", 5, 6);
        SDVariable w = parameter("w", 6, 4);
        SDVariable b = parameter("b", 4);
        SDVariable v = parameter("v", 3, 4);
        SDVariable hidden = sd.math.tanh(sd.mmul(x, w).add(b));
        SDVariable gated = hidden.mul(sd.nn.sigmoid(hidden)).sub(sd.mean(hidden, true, 1));
        SDVariable scaled =
                gated.mul(sd.math.pow(sd.mean(gated.mul(gated), true, 1).add(0.1), -0.5));
        SDVariable scores = sd.mmul(scaled, v, false, true, false).div(2);
        SDVariable weights = sd.nn.softmax(scores, 1);
        SDVariable mixed = sd.concat(0, sd.mmul(weights, v), Slices.range(scaled, 2, 0, 1, 3));
        SDVariable heads = sd.permute(sd.reshape(mixed, 7, 2, 2), 1, 0, 2);
        SDVariable loss = sd.reshape(sd.math.exp(heads.mul(0.3)).mul(heads), 28).sum();
        List<String> names = List.of("x", "w", "b", "v");
        loss.rename("loss");

        Map<String, SDVariable> derived = Backward.of(sd, loss, names);
        Map<String, INDArray> ours = new HashMap<>();
        derived.forEach((name, gradient) -> ours.put(name, gradient.eval().dup()));
        sd.setLossVariables("loss");
        Map<String, INDArray> theirs = sd.calculateGradients(Map.of(), names);

        assertThat(ours).containsOnlyKeys(names);
        names.forEach(name -> assertThat(Relative.error(ours.get(name), theirs.get(name)))
                .as(name)
                .isLessThan(1e-10));
    }

    @Test
    void variablesTheLossDoesNotDependOnHaveNoGradient() {
        SDVariable x = parameter("x", 2, 3);
        parameter("unused", 2, 3);
        assertThat(Backward.of(sd, x.mul(x).sum(), List.of("x", "unused"))).containsOnlyKeys("x");
    }

    private void assertRefused(String why, UnaryOperator<SDVariable> op) {
        SDVariable x = parameter("x", 4, 6);
        SDVariable y = op.apply(x);
        SDVariable loss = y.mul(y).sum();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Backward.of(sd, loss, List.of("x")))
                .withMessageContaining(why);
    }

    @Test
    void anOpWithoutRuleIsNamed() {
        assertRefused("cosh", sd.math::cosh);
    }

    @Test
    void slicesWithStridesAreRefused() {
        assertRefused(
                "strided_slice", x -> x.getSameDiff().stridedSlice(x, new long[] {0, 0}, new long[] {4, 6}, 1, 2));
    }

    @Test
    void slicesOfTwoAxesAreRefused() {
        assertRefused(
                "strided_slice", x -> x.getSameDiff().stridedSlice(x, new long[] {1, 1}, new long[] {3, 5}, 1, 1));
    }

    @Test
    void softmaxOverAnotherAxisIsRefused() {
        assertRefused("softmax", x -> sd.nn.softmax(x, 0));
    }

    @Test
    void gatherAlongAnotherAxisIsRefused() {
        assertRefused("gather", x -> sd.gather(x, sd.constant(Nd4j.createFromArray(1, 3)), 1));
    }

    @Test
    void meansOverRowsAreRefused() {
        assertRefused("reduce_mean", x -> sd.mean(x, true, 0));
    }

    @Test
    void transposedLeftOperandsAreRefused() {
        assertRefused("transposed", x -> sd.mmul(x, x, true, false, false));
    }

    @Test
    void transposedResultsAreRefused() {
        assertRefused("transposed", x -> sd.mmul(x, x, false, true, true));
    }
}
