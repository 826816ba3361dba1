package io.github.coconut4j.model.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.graph.Slices;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BackwardTest {
    private final SameDiff sd = SameDiff.create();

    private final Random random = new Random(11);

    private SDVariable parameter(String name, long... shape) {
        double[] numbers = random.doubles(Arrays.stream(shape).reduce(1, (a, b) -> a * b), -0.5, 0.5)
                .toArray();
        return sd.var(name, Nd4j.createFromArray(numbers).reshape(shape));
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
    void allOpsWithoutRuleAreNamedAtOnceBesideThoseWithOne() {
        SDVariable x = parameter("x", 4, 6);
        SDVariable loss = sd.math.cosh(x).add(sd.math.atan(x)).sum();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Backward.of(sd, loss, List.of("x")))
                .withMessageMatching(
                        "No backward rule for atan \\(at atan\\), cosh \\(at cosh\\)\\. .*: ClipByValue, .*, tile,"
                                + " .*\\.");
    }

    @Test
    void opsThatNoGradientComesToNeedNoRule() {
        SDVariable x = parameter("x", 4, 6);
        SDVariable known = sd.math.cosh(sd.constant(Nd4j.ones(DataType.DOUBLE, 4, 6)));
        assertThat(Backward.of(sd, x.mul(known).sum(), List.of("x"))).containsOnlyKeys("x");
    }

    @Test
    void slicesWithStridesAreRefused() {
        assertRefused(
                "strided_slice", x -> x.getSameDiff().stridedSlice(x, new long[] {0, 0}, new long[] {4, 6}, 1, 2));
    }

    @Test
    void normsOverAnotherAxisAreRefused() {
        SDVariable gain = sd.constant(Nd4j.ones(DataType.DOUBLE, 4));
        assertRefused("layer_norm", x -> sd.nn.layerNorm(x, gain, false, 0));
    }

    @Test
    void tilesByAVariableAreRefused() {
        SDVariable copies = sd.constant(Nd4j.createFromArray(2, 1));
        assertRefused("tile", x -> sd.tile(x, copies));
    }

    /** "Aa" and "BB" have one hash code, and so have lists with one in place of the other. */
    @Test
    void rowsWhoseNamesHaveTheSameHashCodeAreNotTakenForEachOther() {
        SDVariable big = sd.placeHolder("big", DataType.DOUBLE, 5, 3);
        SDVariable small = sd.placeHolder("small", DataType.DOUBLE, 2, 3);
        SDVariable one = sd.placeHolder("Aa", DataType.DOUBLE, 1, 3);
        SDVariable other = sd.placeHolder("BB", DataType.DOUBLE, 1, 3);
        SDVariable w = parameter("w", 3, 2);
        SDVariable v = parameter("v", 3, 2);
        SDVariable loss = sd.mmul(big, w).sum();
        for (SDVariable term :
                List.of(sd.mmul(small, w), sd.mmul(one, w), sd.mmul(big, v), sd.mmul(small, v), sd.mmul(other, v))) {
            loss = loss.add(term.sum());
        }
        Map<String, INDArray> rows = Map.of(
                "big", Nd4j.ones(DataType.DOUBLE, 5, 3),
                "small", Nd4j.ones(DataType.DOUBLE, 2, 3),
                "Aa", Nd4j.ones(DataType.DOUBLE, 1, 3).mul(10),
                "BB", Nd4j.ones(DataType.DOUBLE, 1, 3).mul(100));

        Map<String, SDVariable> gradients = Backward.of(sd, loss, List.of("w", "v"));

        assertThat(gradients.get("w").eval(rows))
                .isEqualTo(Nd4j.ones(DataType.DOUBLE, 3, 2).mul(17));
        assertThat(gradients.get("v").eval(rows))
                .isEqualTo(Nd4j.ones(DataType.DOUBLE, 3, 2).mul(107));
    }

    @Test
    void variablesOfTheModelMayHaveAnyName() {
        SDVariable x = parameter("x", 2, 3);
        sd.constant("zeros_2_3_DOUBLE", Nd4j.ones(DataType.DOUBLE, 2, 3));
        sd.constant("loss_gradient", Nd4j.scalar(5.0));

        SDVariable gradient =
                Backward.of(sd, sd.mean(x, true, 1).sum(), List.of("x")).get("x");

        assertThat(gradient.eval()).isEqualTo(Nd4j.ones(DataType.DOUBLE, 2, 3).div(3));
    }

    /** SameDiff tries the numbers behind a name one after the other: many like names would cost the square of their number. */
    @Test
    void emitsNamesThatNeedNoSearchHoweverDeepTheGraph() {
        SDVariable x = parameter("x", 2, 3);
        for (int layer = 0; layer < 100; layer++) {
            x = sd.math.tanh(x.mul(x));
        }
        int forward = sd.getOps().size();
        Backward.of(sd, x.sum().rename("loss"), List.of("x"));

        List<String> emitted = sd.getOps().keySet().stream().skip(forward + 1L).toList();
        assertThat(emitted).hasSizeGreaterThan(300).allMatch(name -> name.startsWith("gradient/"));
        assertThat(emitted).noneMatch(name -> name.matches(".*/[^/]*_\\d{2,}"));
    }
}
