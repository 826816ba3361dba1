package io.github.coconut4j.curriculum.audit.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Lenses on states whose relation to what is said is known. */
class LayerReadingTest {
    private static final int PROBLEMS = 150;
    private static final int D = 3;
    private static final int V = 5;
    private static final double[][] HEAD = {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {-2, 0, 1}, {1, -2, 0}};
    /** Turned, stretched and moved. */
    private static final double[][] MAP = {{0, 1.5, 0}, {-1, 0, 0.5}, {0, 0, -2}};

    private static final double[] MOVED = {0.5, -1, 0.3};

    /** What is said is what the head makes of the last states; those below are some function of them. */
    private static List<LayerReading> readings(UnaryOperator<double[]> below) {
        SplittableRandom random = new SplittableRandom(4);
        List<double[][]> last = new ArrayList<>();
        List<double[][]> first = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            double[][] states = IntStream.range(0, PROBLEMS)
                    .mapToObj(row -> random.doubles(D, -1.5, 1.5).toArray())
                    .toArray(double[][]::new);
            last.add(states);
            first.add(Arrays.stream(states).map(below).toArray(double[][]::new));
        }
        try (INDArray head = Nd4j.createFromArray(HEAD).castTo(DataType.FLOAT)) {
            return LayerReading.of(List.of(first, last), head);
        }
    }

    /** What an affine map has taken apart another one puts together again. */
    @Test
    void theTunedLensUndoesAnAffineMap() {
        List<LayerReading> readings = readings(last -> {
            double[] below = MOVED.clone();
            for (int i = 0; i < D; i++) {
                for (int j = 0; j < D; j++) {
                    below[i] += MAP[i][j] * last[j];
                }
            }
            return below;
        });
        assertThat(readings.get(0).logit()).isGreaterThan(0.5);
        assertThat(readings.get(0).tuned()).isLessThan(0.01);
        assertThat(readings.get(0).sameWord()).isGreaterThan(0.95);
        assertThat(readings.get(1).logit()).isCloseTo(0, within(1e-9));
        assertThat(readings.get(1).tuned()).isCloseTo(0, within(1e-3));
        assertThat(readings).extracting(LayerReading::layer).containsExactly(0, 1);
    }

    /** States that know nothing of what is said are no better than no look at all, and the search for a map ends where a constant is. */
    @Test
    void whereNothingIsThereTheTunedLensIsNoBetterThanNoLook() {
        SplittableRandom random = new SplittableRandom(9);
        LayerReading nothing =
                readings(last -> random.doubles(D, -1.5, 1.5).toArray()).get(0);
        assertThat(nothing.tuned()).isCloseTo(nothing.constant(), within(0.05));
        assertThat(nothing.logit()).isGreaterThan(nothing.constant());
    }

    /** The divergence from the mean of what is said of the problems that are learnt from, written out. */
    @Test
    void withoutALookItIsTheDivergenceFromTheMean() {
        SplittableRandom random = new SplittableRandom(4);
        double[] mean = new double[V];
        List<double[]> held = new ArrayList<>();
        int learnt = 0;
        for (int k = 0; k < 2; k++) {
            for (int row = 0; row < PROBLEMS; row++) {
                double[] said = said(random.doubles(D, -1.5, 1.5).toArray());
                if (row % 5 == 0) {
                    held.add(said);
                } else {
                    learnt++;
                    Arrays.setAll(mean, word -> mean[word] + said[word]);
                }
            }
        }
        int all = learnt;
        double expected = held.stream()
                .mapToDouble(p -> IntStream.range(0, V)
                        .mapToDouble(word -> p[word] * Math.log(p[word] / (mean[word] / all)))
                        .sum())
                .average()
                .orElseThrow();
        assertThat(readings(UnaryOperator.identity()).get(0).constant()).isCloseTo(expected, within(1e-6));
    }

    private static double[] said(double... state) {
        double[] scores = Arrays.stream(HEAD)
                .mapToDouble(row -> Math.exp(IntStream.range(0, D)
                        .mapToDouble(d -> row[d] * state[d])
                        .sum()))
                .toArray();
        double sum = Arrays.stream(scores).sum();
        return Arrays.stream(scores).map(score -> score / sum).toArray();
    }
}
