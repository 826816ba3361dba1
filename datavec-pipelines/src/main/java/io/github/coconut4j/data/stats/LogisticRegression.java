package io.github.coconut4j.data.stats;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.analysis.MultivariateVectorFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;

/**
 * Logistic regression without intercept, on features whose sign is turned so that the answer is always the same: the
 * features of the right option minus those of the wrong one, or the features of a true statement and the negative ones of
 * a false statement.
 */
public final class LogisticRegression {
    private static final double RIDGE = 1e-3;
    private static final double TOLERANCE = 1e-9;
    private static final int EVALUATIONS = 10_000;

    private final double[] scales;
    private final double[] weights;

    private LogisticRegression(double[] scales, double[] weights) {
        this.scales = scales;
        this.weights = weights;
    }

    /**
     * Fits the weights.
     *
     * @param turned for every problem, the features with the sign of the right answer
     * @return weights without a constant term
     */
    public static LogisticRegression fit(List<double[]> turned) {
        int features = turned.get(0).length;
        double[] scales = new double[features];
        for (double[] row : turned) {
            for (int i = 0; i < features; i++) {
                scales[i] += row[i] * row[i] / turned.size();
            }
        }
        for (int i = 0; i < features; i++) {
            scales[i] = scales[i] == 0 ? 0 : 1 / Math.sqrt(scales[i]);
        }
        List<double[]> rows = turned.stream().map(row -> scaled(row, scales)).toList();
        MultivariateFunction loss = weights -> loss(rows, weights);
        MultivariateVectorFunction gradient = weights -> gradient(rows, weights);
        double[] weights = new NonLinearConjugateGradientOptimizer(
                        Formula.POLAK_RIBIERE, new SimpleValueChecker(TOLERANCE, TOLERANCE))
                .optimize(
                        new ObjectiveFunction(loss),
                        new ObjectiveFunctionGradient(gradient),
                        GoalType.MINIMIZE,
                        new InitialGuess(new double[features]),
                        new MaxEval(EVALUATIONS))
                .getPoint();
        return new LogisticRegression(scales, weights);
    }

    /**
     * Above 0 if the answer whose sign the features have is more likely right.
     *
     * @param turned as many features as it was fitted on
     * @return the logarithm of the odds
     */
    public double score(double[] turned) {
        return dot(scaled(turned, scales), weights);
    }

    private static double loss(List<double[]> rows, double[] weights) {
        double sum = 0;
        for (double[] row : rows) {
            double margin = dot(row, weights);
            sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
        }
        return sum / rows.size() + RIDGE * dot(weights, weights) / 2;
    }

    private static double[] gradient(List<double[]> rows, double[] weights) {
        double[] gradient = Arrays.stream(weights).map(weight -> RIDGE * weight).toArray();
        for (double[] row : rows) {
            double pull = -1 / (1 + Math.exp(dot(row, weights))) / rows.size();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += pull * row[i];
            }
        }
        return gradient;
    }

    private static double[] scaled(double[] row, double[] scales) {
        double[] result = row.clone();
        Arrays.setAll(result, i -> row[i] * scales[i]);
        return result;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
