package io.github.coconut4j.curriculum.analysis.reading;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.projection.PCA;

/**
 * States on their first two principal components: x = (z − mean) · w, w the directions in which they differ most.
 *
 * @param points {@code [n][2]}
 * @param explained share of the variance along either
 */
record Projection(double[][] points, List<Double> explained) {
    private static final int COMPONENTS = 2;

    /** Nothing to be seen: too few states, or all alike. */
    private static Projection none(int states) {
        return new Projection(new double[states][0], List.of());
    }

    static Projection of(List<float[]> states) {
        int width = states.isEmpty() ? 0 : states.get(0).length;
        double[][] rows = states.stream().map(Projection::doubles).toArray(double[][]::new);
        double variance = variance(rows, width);
        if (rows.length <= COMPONENTS || width < COMPONENTS || variance == 0) {
            return none(rows.length);
        }
        PCA components = new PCA(COMPONENTS);
        double[][] points = components.fitAndTransform(rows);
        return new Projection(
                points,
                Arrays.stream(components.getVariance())
                        .limit(COMPONENTS)
                        .mapToObj(part -> part / variance)
                        .toList());
    }

    /** Of all coordinates together. */
    private static double variance(double[][] rows, int width) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            int column = i;
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElse(0);
            sum += Arrays.stream(rows)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .sum();
        }
        return sum / Math.max(1, rows.length - 1);
    }

    private static double[] doubles(float[] state) {
        double[] row = new double[state.length];
        Arrays.setAll(row, i -> state[i]);
        return row;
    }
}
