package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.task.arithmetic.Arithmetic;

/**
 * Generated word problems in the form of GSM8K, see {@link Arithmetic}: fresh problems in every epoch, held-out problems that
 * are the same for every seed. The keys are the options of {@code data generate --task arithmetic}.
 *
 * @param steps calculations of a problem: a number, a range as in {@code 2-4} (each equally often), or {@code published} for
 *     the shares of the official rows
 * @param largest greatest number that may occur; every number up to it is a token
 * @param problemsPerEpoch problems drawn for each epoch
 */
public record ArithmeticSettings(String steps, int largest, long problemsPerEpoch) implements DataSettings {

    /** @throws RuntimeException if a value is out of range */
    public ArithmeticSettings {
        Arithmetic.arithmetic().steps(steps).largest(largest);
        Checks.between(1, 1_000_000_000, problemsPerEpoch, "problems_per_epoch");
    }

    /** The same with so many steps. */
    public ArithmeticSettings steps(int count) {
        return new ArithmeticSettings(Integer.toString(count), largest, problemsPerEpoch);
    }

    /** The same with {@code least} to {@code most} steps, equally often. */
    public ArithmeticSettings steps(int least, int most) {
        return new ArithmeticSettings(least + "-" + most, largest, problemsPerEpoch);
    }

    /** The same with another greatest number. */
    public ArithmeticSettings largest(int number) {
        return new ArithmeticSettings(steps, number, problemsPerEpoch);
    }

    /** The same with this many problems drawn for each epoch. */
    public ArithmeticSettings problemsPerEpoch(long count) {
        return new ArithmeticSettings(steps, largest, count);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        Arithmetic task = Arithmetic.arithmetic().steps(steps).largest(largest);
        return GeneratedSets.of(task::problems, problemsPerEpoch, seed, heldOut, ProblemSets.TEXT_LENGTH_MULTIPLE);
    }
}
