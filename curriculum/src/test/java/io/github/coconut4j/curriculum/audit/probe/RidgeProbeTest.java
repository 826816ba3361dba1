package io.github.coconut4j.curriculum.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class RidgeProbeTest {
    private static final int N = 100;
    private static final int D = 4;
    private static final int CLASSES = 3;

    private static double[][] states(int[] classes, double signal, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, N)
                .mapToObj(row -> IntStream.range(0, D)
                        .mapToDouble(d -> random.nextGaussian() + (d == classes[row] ? signal : 0))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static int[] classes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, N).map(row -> random.nextInt(CLASSES)).toArray();
    }

    @Test
    void whatIsPlainToSeeIsFound() {
        int[] classes = classes(1);
        assertThat(new RidgeProbe(states(classes, 100, 2)).accuracy(classes, CLASSES))
                .isEqualTo(1);
    }

    /** The textbook's way: weights of every fold solved for, then applied. */
    @Test
    void isRidgeRegressionFoldByFold() {
        int[] classes = classes(3);
        double[][] states = states(classes, 1, 4);
        double[] mean = new double[D];
        for (double[] state : states) {
            for (int d = 0; d < D; d++) {
                mean[d] += state[d] / N;
            }
        }
        RealMatrix x = MatrixUtils.createRealMatrix(N, D + 1);
        RealMatrix y = MatrixUtils.createRealMatrix(N, CLASSES);
        for (int row = 0; row < N; row++) {
            for (int d = 0; d < D; d++) {
                x.setEntry(row, d, states[row][d] - mean[d]);
            }
            x.setEntry(row, D, 1);
            y.setEntry(row, classes[row], 1);
        }
        int right = 0;
        for (int fold = 0; fold < 5; fold++) {
            int mine = fold;
            int[] others = IntStream.range(0, N).filter(row -> row % 5 != mine).toArray();
            RealMatrix learnt =
                    x.getSubMatrix(others, IntStream.rangeClosed(0, D).toArray());
            RealMatrix gram = learnt.transpose().multiply(learnt);
            RealMatrix regular = gram.add(
                    MatrixUtils.createRealIdentityMatrix(D + 1).scalarMultiply(0.01 * gram.getTrace() / (D + 1)));
            RealMatrix weights = new LUDecomposition(regular)
                    .getSolver()
                    .solve(learnt.transpose()
                            .multiply(y.getSubMatrix(
                                    others, IntStream.range(0, CLASSES).toArray())));
            for (int row = fold; row < N; row += 5) {
                double[] scores = weights.preMultiply(x.getRow(row));
                int best = IntStream.range(0, CLASSES)
                        .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                        .orElseThrow();
                right += best == classes[row] ? 1 : 0;
            }
        }
        double accuracy = new RidgeProbe(states).accuracy(classes, CLASSES);
        assertThat(accuracy).isEqualTo((double) right / N).isBetween(0.4, 0.9);
    }

    @Test
    void shuffledLabelsAreFoundByChanceAndGiveP() {
        int[] classes = classes(5);
        List<ProbeFigures> found = ProbeFigures.of(
                List.<double[][]>of(states(classes, 3, 6)), List.of(classes, classes(7)), CLASSES, 99, 8);
        assertThat(found.get(0).shuffled()).isCloseTo(1.0 / CLASSES, within(0.06));
        assertThat(found.get(0).p()).isEqualTo(0.01);
        assertThat(found.get(0).selectivity()).isGreaterThan(0.3);
    }

    @Test
    void whereNothingIsThereSmallPAreRare() {
        long small = IntStream.range(0, 20)
                .filter(seed -> {
                    int[] classes = classes(100 + seed);
                    double[][] states = states(classes, 0, 200 + seed);
                    ProbeFigures nothing = ProbeFigures.of(
                                    List.<double[][]>of(states), List.<int[]>of(classes), CLASSES, 99, seed)
                            .get(0);
                    assertThat(nothing.otherStep()).isNaN();
                    return nothing.p() <= 0.05;
                })
                .count();
        assertThat(small).isLessThanOrEqualTo(4); // one is expected; more than four come once in 400 times
    }

    @Test
    void pIsCorrectedAfterHolm() {
        List<ProbeFigures> corrected = ProbeFigures.corrected(
                List.of(figures(1, 0.01), figures(2, 0.04), figures(3, 0.03), figures(4, 0.005)));
        assertThat(corrected).extracting(ProbeFigures::thought).containsExactly(1, 2, 3, 4);
        assertThat(corrected.get(3).holm()).isCloseTo(0.02, within(1e-12)); // 4 x 0.005
        assertThat(corrected.get(0).holm()).isCloseTo(0.03, within(1e-12)); // 3 x 0.01
        assertThat(corrected.get(2).holm()).isCloseTo(0.06, within(1e-12)); // 2 x 0.03
        assertThat(corrected.get(1).holm()).isCloseTo(0.06, within(1e-12)); // never below the one before
    }

    /** Two layers of two thoughts; the second step is written into the second thought of the upper layer alone. */
    @Test
    void whatIsThereIsFoundInItsLayerAndItsThought() {
        List<int[]> steps = List.of(classes(1), classes(2));
        List<double[][]> lower = List.of(states(steps.get(1), 0, 3), states(steps.get(1), 0, 4));
        List<double[][]> upper = List.of(states(steps.get(0), 0, 5), states(steps.get(1), 5, 6));
        List<LayerProbe> probes =
                LayerProbe.of(List.of(lower, upper), Optional.of(List.of(lower, lower)), steps, CLASSES, 99, 8);
        assertThat(probes).extracting(LayerProbe::layer).containsExactly(0, 0, 1, 1);
        assertThat(probes).extracting(probe -> probe.found().thought()).containsExactly(1, 2, 1, 2);
        assertThat(probes.get(3).found().accuracy()).isGreaterThan(0.9);
        assertThat(probes.get(3).found().holm()).isCloseTo(4 * 0.01, within(1e-12));
        assertThat(probes.get(3).untrained())
                .isEqualTo(new RidgeProbe(lower.get(1)).accuracy(steps.get(1), CLASSES))
                .isLessThan(0.6);
        assertThat(probes.subList(0, 3))
                .allSatisfy(probe -> assertThat(probe.found().holm()).isGreaterThan(0.04));
    }

    private static ProbeFigures figures(int thought, double p) {
        return new ProbeFigures(thought, 0.5, 0.4, 0.3, p, Double.NaN);
    }
}
