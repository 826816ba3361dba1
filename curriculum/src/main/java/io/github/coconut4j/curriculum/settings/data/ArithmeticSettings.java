package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.task.arithmetic.Arithmetic;

/**
 * Generated word problems in the form of GSM8K, see {@link Arithmetic}: fresh problems in every epoch, held-out problems that
 * are the same for every seed. The keys are the options of {@code data generate --task arithmetic}.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .data(arithmetic().steps(2, 4).largest(500).problemsPerEpoch(10_000))
 *
 * data:
 *   type: arithmetic
 *   steps: 2-4
 *   largest: 500
 *   problems_per_epoch: 10000
 * }</pre>
 *
 * <p>Creating one throws {@link RuntimeException} if a value is out of range.
 *
 * @param steps calculations of a problem: a number, a range as in {@code 2-4} (each equally often), or {@code published} for
 *     the shares of the official rows
 * @param largest greatest number that may occur; every number up to it is a token
 * @param problemsPerEpoch problems drawn for each epoch
 */
public record ArithmeticSettings(String steps, int largest, long problemsPerEpoch) implements DataSettings {

    public ArithmeticSettings {
        Arithmetic.arithmetic().steps(steps).largest(largest);
        Checks.between(1, 1_000_000_000, problemsPerEpoch, "problems_per_epoch");
    }

    /**
     * {@return the same with so many steps}
     *
     * @param count calculations of a problem
     */
    public ArithmeticSettings steps(int count) {
        return new ArithmeticSettings(Integer.toString(count), largest, problemsPerEpoch);
    }

    /**
     * {@return the same with {@code least} to {@code most} steps, equally often}
     *
     * @param least of the calculations of a problem
     * @param most of them, included
     */
    public ArithmeticSettings steps(int least, int most) {
        return new ArithmeticSettings(least + "-" + most, largest, problemsPerEpoch);
    }

    /**
     * {@return the same with another greatest number}
     *
     * @param number every number up to it is a token
     */
    public ArithmeticSettings largest(int number) {
        return new ArithmeticSettings(steps, number, problemsPerEpoch);
    }

    /**
     * {@return the same with this many problems drawn for each epoch}
     *
     * @param count 1 to a billion, drawn anew for every epoch
     */
    public ArithmeticSettings problemsPerEpoch(long count) {
        return new ArithmeticSettings(steps, largest, count);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        Arithmetic task = Arithmetic.arithmetic().steps(steps).largest(largest);
        return GeneratedSets.of(task::problems, problemsPerEpoch, seed, heldOut, ProblemSets.TEXT_LENGTH_MULTIPLE);
    }
}
