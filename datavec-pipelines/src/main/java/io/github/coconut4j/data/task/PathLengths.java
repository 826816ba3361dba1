package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long the ways from the asked person to the answer are.
 *
 * @param shares share of the problems (or any other weight) for every length in hops
 */
public record PathLengths(SortedMap<Integer, Double> shares) {

    /** @throws DataException if there is no length, or one is below 1 */
    public PathLengths {
        shares = new TreeMap<>(shares);
        if (shares.isEmpty() || shares.firstKey() < 1) {
            throw new DataException("Paths must have at least 1 hop, not " + shares.keySet() + ".");
        }
    }

    /** As counted in the 800 published validation and test problems of ProsQA. */
    public static PathLengths measured() {
        return new PathLengths(new TreeMap<>(Map.of(3, 0.41, 4, 0.44, 5, 0.13, 6, 0.02)));
    }

    /**
     * Every length from {@code least} to {@code most} equally often.
     *
     * @throws DataException if the range is empty
     */
    public static PathLengths between(int least, int most) {
        return new PathLengths(IntStream.rangeClosed(least, most)
                .boxed()
                .collect(Collectors.toMap(length -> length, length -> 1.0, Double::sum, TreeMap::new)));
    }

    /** The greatest length. */
    public int longest() {
        return shares.lastKey();
    }

    int draw(RandomGenerator random) {
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
