package io.github.coconut4j.model.parity;

import java.util.Comparator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far one tensor is from its reference.
 *
 * @param tensor its name: {@code loss}, {@code logits} or {@code grad.} and a parameter
 * @param relative Euclidean length of the difference over that of the reference, ‖a − b‖ / ‖b‖; 0 when both are zero throughout
 * @param largest largest absolute difference of two elements
 */
public record Difference(String tensor, double relative, double largest) {
    /** The largest relative difference first; what is not a number stands before everything else. */
    public static final Comparator<Difference> WORST_FIRST =
            Comparator.comparingDouble(Difference::relative).reversed().thenComparing(Difference::tensor);

    /**
     * {@return whether the relative difference is a number and no larger than the tolerance}
     *
     * @param tolerance largest relative difference, see {@link #relative}
     */
    public boolean within(double tolerance) {
        return relative <= tolerance;
    }

    /**
     * Compares element by element in double precision; both arrays have the same shape.
     *
     * @param tensor its name, for people
     * @param actual what was computed here
     * @param expected what the reference says, of the same shape
     * @return how far they are apart
     */
    public static Difference between(String tensor, INDArray actual, INDArray expected) {
        Sum sum = new Sum();
        INDArray a = actual.isView() || actual.ordering() != 'c' ? actual.dup('c') : actual;
        INDArray b = expected.isView() || expected.ordering() != 'c' ? expected.dup('c') : expected;
        for (long i = 0; i < a.length(); i++) {
            sum.add(a.data().getDouble(i), b.data().getDouble(i));
        }
        return sum.difference(tensor);
    }

    /** Squares added up pair by pair. */
    static final class Sum {
        private double differences;
        private double references;
        private double largest;

        void add(double actual, double expected) {
            double difference = Math.abs(actual - expected);
            differences += difference * difference;
            references += expected * expected;
            largest = Math.max(largest, difference); // NaN stays NaN
        }

        Difference difference(String tensor) {
            double relative = differences == 0 ? 0 : Math.sqrt(differences / references);
            return new Difference(tensor, relative, largest);
        }
    }
}
