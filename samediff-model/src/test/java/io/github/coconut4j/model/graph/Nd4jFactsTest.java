package io.github.coconut4j.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.gradient.Backward;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What ND4J 1.0.0-M2.1 gets wrong and this module therefore works round. A test that fails here with a newer version is good news: the way round that its name tells
 * can go.
 */
class Nd4jFactsTest {
    private final SameDiff sd = SameDiff.create();

    private static INDArray drawn(int rows, int columns) {
        double[] numbers = new Random(7).doubles((long) rows * columns).toArray();
        return Nd4j.createFromArray(numbers).reshape(rows, columns);
    }

    @Test
    void twoGathersBreakSameDiffsOwnGradientsSoBackwardDerivesThem() {
        SDVariable table = sd.var("table", drawn(4, 3));
        SDVariable one = sd.gather(table, sd.constant(Nd4j.createFromArray(0, 2)), 0);
        SDVariable two = sd.gather(table, sd.constant(Nd4j.createFromArray(1, 3)), 0);
        SDVariable loss = one.mul(two).sum();
        assertThat(Backward.of(sd, loss, List.of("table"))).containsKey("table");

        sd.setLossVariables(loss.name());
        assertThatThrownBy(() -> sd.calculateGradients(Map.of(), "table")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void crossEntropyForgetsTheGradientFromAboveSoBackwardMultipliesItIn() {
        double factor = 5;
        SDVariable logits = sd.var("logits", drawn(3, 4));
        SDVariable labels = sd.constant(Nd4j.createFromArray(0, 1, 3));
        SDVariable loss = sd.loss
                .sparseSoftmaxCrossEntropy(logits, labels)
                .mul(factor)
                .sum()
                .rename("loss");
        INDArray right =
                Backward.of(sd, loss, List.of("logits")).get("logits").eval().dup();

        sd.setLossVariables("loss");
        INDArray theirs = sd.calculateGradients(Map.of(), "logits").get("logits");
        double ratio = right.norm2Number().doubleValue() / theirs.norm2Number().doubleValue();
        assertThat(ratio).isCloseTo(factor, within(1e-9));
    }

    @Test
    void preciseGeluCubesTheWrongThingSoGeluIsWrittenOut() {
        double x = 2;
        double right = 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
        SDVariable gelu = sd.nn.preciseGelu(sd.constant(Nd4j.createFromArray(x)));
        double wrong = 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + Math.pow(0.044715 * x, 3))));
        assertThat(gelu.eval().getDouble(0)).isNotCloseTo(right, within(1e-3)).isCloseTo(wrong, within(1e-6));
    }

    @Test
    void layerNormAddsEpsilonToTheDeviationSoItIsWrittenOut() {
        INDArray x = Nd4j.createFromArray(new double[][] {{0.001, -0.001}});
        INDArray gain = Nd4j.ones(DataType.DOUBLE, 2);
        SDVariable norm = sd.nn.layerNorm(sd.constant(x), sd.constant(gain), false, 1);
        double byVariance = 0.001 / Math.sqrt(1e-6 + 1e-5);
        assertThat(norm.eval().getDouble(0))
                .isNotCloseTo(byVariance, within(0.1))
                .isCloseTo(1, within(0.05));
    }

    @Test
    void softmaxInDoubleIsNotANumberForARowBelowMinus745SoMasksStopBefore() {
        for (double score : new double[] {-700, -1e4}) {
            INDArray row = Nd4j.valueArrayOf(new long[] {1, 1, 1, 4}, score, DataType.DOUBLE);
            INDArray weights = Nd4j.exec(new SoftMax(row, row.ulike(), 3))[0];
            boolean broken = Double.isNaN(weights.getDouble(0));
            assertThat(broken).as("softmax of a row of %s", score).isEqualTo(score < -745);
        }
    }

    @Test
    void sumsOverAnAxisOfLengthOneFailInPlainSameDiffButNotInPlans() {
        SDVariable x = sd.placeHolder("x", DataType.FLOAT, 1, 3);
        SDVariable sum = sd.sum(x.mul(2), 0);
        assertThatThrownBy(() -> sd.output(Map.of("x", Nd4j.ones(1, 3)), sum.name()))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void aSingleSegmentRowIsSummedForItsFirstElementAloneSoGathersDoubleIt() {
        INDArray row = Nd4j.createFromArray(new float[][] {{1, 2, 3}});
        SDVariable sum = sd.unsortedSegmentSum(sd.constant(row), sd.constant(Nd4j.createFromArray(1)), 2);
        assertThat(sum.eval().sumNumber().doubleValue()).isNotEqualTo(6);
    }
}
