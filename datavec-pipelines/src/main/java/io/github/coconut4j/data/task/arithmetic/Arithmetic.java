package io.github.coconut4j.data.task.arithmetic;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.RowRandom;
import io.github.coconut4j.data.internal.task.NumberRange;
import io.github.coconut4j.data.task.PathLengths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Word problems over whole numbers in the form of GSM8K: a few persons count things, each of whom has so many more, times as
 * many, or as many as two others together; how many does the last one have? The chain is written in calculations, {@code
 * <<12*3=36>>}, as in the data that Coconut trains on (Deng et al.).
 *
 * <p>Numbers of steps, shares of the operators, lengths and how often a step goes on from the one before were fitted to the
 * 1,819 official validation and test rows. What it is not: the language of GSM8K, its fractions, percentages and decimals
 * (18 % of its rows have some), or calculations of more than one operator (13 %).
 *
 * <p>Creating one throws {@link DataException} if a number is out of range.
 *
 * @param steps shares of the numbers of steps
 * @param largest greatest number that may occur
 */
public record Arithmetic(PathLengths steps, int largest) {
    /** How the official numbers of steps are called in settings. */
    public static final String PUBLISHED = "published";

    private static final int MOST_STEPS = 12;
    private static final int LEAST_LARGEST = 100;
    private static final int MOST_LARGEST = 9999;

    public Arithmetic {
        if (steps.longest() > MOST_STEPS) {
            throw new DataException("steps must be at most " + MOST_STEPS + ", not " + steps.longest() + ".");
        }
        if (largest < LEAST_LARGEST || largest > MOST_LARGEST) {
            throw new DataException(
                    "largest must lie between " + LEAST_LARGEST + " and " + MOST_LARGEST + ", not " + largest + ".");
        }
    }

    /**
     * Problems with the numbers of steps of the official rows, and numbers up to 999.
     *
     * @return to be changed by the methods below
     */
    public static Arithmetic arithmetic() {
        return new Arithmetic(published(), 999);
    }

    /**
     * The same with {@code least} to {@code most} steps, equally often.
     *
     * @param least 1 or more
     * @param most up to 12
     * @return a changed copy
     */
    public Arithmetic steps(int least, int most) {
        return new Arithmetic(PathLengths.between(least, most), largest);
    }

    /**
     * The same with another greatest number.
     *
     * @param value 100 to 9999
     * @return a changed copy
     */
    public Arithmetic largest(int value) {
        return new Arithmetic(steps, value);
    }

    /**
     * The same with steps as they are written in settings: a number, a range as in {@code 2-4}, or {@value #PUBLISHED}.
     *
     * @param text of at most 12 steps
     * @return a changed copy
     */
    public Arithmetic steps(String text) {
        if (text.equals(PUBLISHED)) {
            return new Arithmetic(published(), largest);
        }
        NumberRange range = NumberRange.parse("steps", text, PUBLISHED);
        if (range.least() < 1) {
            throw new DataException("steps must be at least 1, not " + range.least() + ".");
        }
        return steps(range.least(), range.most());
    }

    /**
     * An endless supply of such problems: every epoch draws new ones.
     *
     * @param count problems in one epoch
     * @param seed the same seed draws the same problems
     * @return may be read by several threads
     */
    public ProblemSource problems(long count, long seed) {
        return new Source(this, count, seed, ArithmeticWriter.words(largest));
    }

    /** As counted in the 500 validation and 1,319 test rows of GSM8K in the form of Deng et al., of those that have steps. */
    private static PathLengths published() {
        return new PathLengths(
                new TreeMap<>(Map.of(1, 0.051, 2, 0.285, 3, 0.281, 4, 0.212, 5, 0.106, 6, 0.042, 7, 0.016, 8, 0.007)));
    }

    private record Source(Arithmetic task, long size, long seed, List<String> wordList) implements ProblemSource {
        @Override
        public String name() {
            return "arithmetic";
        }

        @Override
        public Problem problem(int epoch, long row) {
            return ArithmeticWriter.problem(task, RowRandom.at(seed, epoch, row));
        }

        @Override
        public String fingerprint() {
            return task + ", " + size + " problems an epoch, seed " + seed;
        }

        @Override
        public Optional<List<String>> words() {
            return Optional.of(wordList);
        }

        @Override
        public boolean isEndless() {
            return true;
        }
    }
}
