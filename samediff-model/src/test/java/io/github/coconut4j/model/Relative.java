package io.github.coconut4j.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How far two arrays are apart: {@code |a - b| / |b|} in the Euclidean norm, computed in double. */
public final class Relative {
    /** Below this norm a reference counts as zero and the distance is absolute. */
    private static final double ZERO = 1e-12;

    private Relative() {}

    public static double error(INDArray a, INDArray b) {
        double[] x = numbers(a);
        double[] y = numbers(b);
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " numbers cannot equal " + y.length);
        }
        return error(x, y);
    }

    public static double error(double[] a, double[] b) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < a.length; i++) {
            difference += (a[i] - b[i]) * (a[i] - b[i]);
            norm += b[i] * b[i];
        }
        return Math.sqrt(difference) / (Math.sqrt(norm) < ZERO ? 1 : Math.sqrt(norm));
    }

    /** The elements in c order. */
    public static double[] numbers(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }
}
