package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.internal.task.NumberRange;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long the ways from the asked person to the answer are.
 *
 * <p>Creating one throws {@link DataException} if there is no length, or one is below 1.
 *
 * @param shares share of the problems (or any other weight) for every length in hops
 */
public record PathLengths(SortedMap<Integer, Double> shares) {

    /** How the published lengths are called in settings. */
    public static final String PUBLISHED = "published";

    public PathLengths {
        shares = new TreeMap<>(shares);
        if (shares.isEmpty() || shares.firstKey() < 1) {
            throw new DataException(
                    "hops must be at least 1, not " + (shares.isEmpty() ? "none" : shares.firstKey()) + ".");
        }
    }

    /**
     * As counted in the 800 published validation and test problems of ProsQA.
     *
     * @return 3 to 6 hops
     */
    public static PathLengths measured() {
        return new PathLengths(new TreeMap<>(Map.of(3, 0.41, 4, 0.44, 5, 0.13, 6, 0.02)));
    }

    /**
     * Every length from {@code least} to {@code most} equally often.
     *
     * @param least 1 or more
     * @param most not less than {@code least}
     * @return equal shares
     * @throws DataException if the range is empty
     */
    public static PathLengths between(int least, int most) {
        if (least > most) {
            throw new DataException("hops must go from the fewest to the most, not " + least + "-" + most + ".");
        }
        return new PathLengths(IntStream.rangeClosed(least, most)
                .boxed()
                .collect(Collectors.toMap(length -> length, length -> 1.0, Double::sum, TreeMap::new)));
    }

    /**
     * Lengths as they are written in settings and on the command line.
     *
     * @param text {@value #PUBLISHED} for {@link #measured()}, a number, or a range as in {@code 3-6}
     * @return as if made by one of the other two
     * @throws DataException if it is none of these
     */
    public static PathLengths parse(String text) {
        if (text.equals(PUBLISHED)) {
            return measured();
        }
        NumberRange range = NumberRange.parse("hops", text, PUBLISHED);
        return between(range.least(), range.most());
    }

    /**
     * The greatest length.
     *
     * @return in hops
     */
    public int longest() {
        return shares.lastKey();
    }

    /**
     * One length, by its share.
     *
     * @param random is asked once
     * @return in hops
     */
    public int draw(RandomGenerator random) {
        double left = random.nextDouble()
                * shares.values().stream().mapToDouble(Double::doubleValue).sum();
        for (Map.Entry<Integer, Double> share : shares.entrySet()) {
            left -= share.getValue();
            if (left < 0) {
                return share.getKey();
            }
        }
        return longest();
    }
}
