package io.github.coconut4j.curriculum.audit.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Ridge regression from states to one-hot classes, cross-validated: the class with the highest prediction is taken. States and folds stay, labels may be exchanged, so that
 * the same probe is asked about many things at little cost.
 */
final class RidgeProbe {
    private static final int FOLDS = 5;
    /** Of the mean squared length of a state, over its width. */
    private static final double RIDGE = 0.01;

    private final int problems;
    private final List<Fold> folds = new ArrayList<>();

    /** What is predicted of the tested rows is this matrix times the labels of the others, {@code [tested, learnt from]}. */
    private record Fold(int[] tested, int[] learntFrom, double[][] weights) {}

    /** @param states {@code [N][D]}; a row's fold is its number modulo five */
    RidgeProbe(double[][] states) {
        problems = states.length;
        double[][] centred = centred(states);
        for (int fold = 0; fold < FOLDS; fold++) {
            int mine = fold;
            int[] tested = IntStream.range(0, problems)
                    .filter(row -> row % FOLDS == mine)
                    .toArray();
            int[] others = IntStream.range(0, problems)
                    .filter(row -> row % FOLDS != mine)
                    .toArray();
            if (tested.length > 0 && others.length > 0) {
                folds.add(new Fold(tested, others, weights(rows(centred, tested), rows(centred, others))));
            }
        }
    }

    /** Centred, with a constant for the intercept. */
    private static double[][] centred(double[][] states) {
        int width = states[0].length;
        double[] mean = new double[width];
        for (double[] state : states) {
            for (int d = 0; d < width; d++) {
                mean[d] += state[d] / states.length;
            }
        }
        double[][] centred = new double[states.length][width + 1];
        for (int row = 0; row < states.length; row++) {
            for (int d = 0; d < width; d++) {
                centred[row][d] = states[row][d] - mean[d];
            }
            centred[row][width] = 1;
        }
        return centred;
    }

    private static RealMatrix rows(double[][] states, int[] rows) {
        return new Array2DRowRealMatrix(
                IntStream.of(rows).mapToObj(row -> states[row]).toArray(double[][]::new), false);
    }

    private static double[][] weights(RealMatrix tested, RealMatrix others) {
        RealMatrix gram = others.transposeMultiply(others);
        double ridge = Math.max(1e-9, RIDGE * gram.getTrace() / gram.getRowDimension());
        RealMatrix regular = gram.add(
                MatrixUtils.createRealIdentityMatrix(gram.getRowDimension()).scalarMultiply(ridge));
        RealMatrix inverse =
                new CholeskyDecomposition(regular, 1e-9, 0).getSolver().getInverse();
        return tested.multiply(inverse).multiplyTransposed(others).getData();
    }

    /**
     * Share of the states whose class is predicted by a probe that has not seen them.
     *
     * @param classes of the states, {@code [N]}, from 0
     * @param count of classes
     */
    double accuracy(int[] classes, int count) {
        int right = 0;
        double[] scores = new double[count];
        for (Fold fold : folds) {
            for (int i = 0; i < fold.tested.length; i++) {
                Arrays.fill(scores, 0);
                double[] weights = fold.weights[i];
                for (int j = 0; j < weights.length; j++) {
                    scores[classes[fold.learntFrom[j]]] += weights[j];
                }
                right += best(scores) == classes[fold.tested[i]] ? 1 : 0;
            }
        }
        return (double) right / problems;
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
