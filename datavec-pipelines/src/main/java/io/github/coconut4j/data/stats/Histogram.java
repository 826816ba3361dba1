package io.github.coconut4j.data.stats;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each whole number occurred. */
public final class Histogram {
    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long total;
    private double sum;

    /** Counts one more occurrence. */
    void add(int value) {
        counts.merge(value, 1L, Long::sum);
        total++;
        sum += value;
    }

    /**
     * Occurrences of each value, in the order of the values.
     *
     * @return without values that did not occur
     */
    public SortedMap<Integer, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /**
     * Number of all occurrences.
     *
     * @return 0 or more
     */
    public long total() {
        return total;
    }

    /**
     * The mean; 0 if nothing was counted.
     *
     * @return in the unit of the values
     */
    public double mean() {
        return total == 0 ? 0 : sum / total;
    }

    /**
     * The least value; 0 if nothing was counted.
     *
     * @return in the unit of the values
     */
    public int least() {
        return counts.isEmpty() ? 0 : counts.firstKey();
    }

    /**
     * The greatest value; 0 if nothing was counted.
     *
     * @return in the unit of the values
     */
    public int most() {
        return counts.isEmpty() ? 0 : counts.lastKey();
    }

    /**
     * Share of one value among all occurrences.
     *
     * @param value that may not have occurred
     * @return 0 to 1
     */
    public double share(int value) {
        return total == 0 ? 0 : (double) counts.getOrDefault(value, 0L) / total;
    }

    /**
     * The bars of a picture: one for each value that occurred or, if there are more values than bars, one for each of
     * equally wide ranges, whose width is 1, 2 or 5 times a power of ten.
     *
     * @param atMost number of bars, at least 3
     * @return from the least value to the greatest
     */
    public List<Bar> bars(int atMost) {
        int width = counts.size() <= atMost ? 1 : width(atMost);
        Map<Integer, Long> ranges = new TreeMap<>();
        if (width > 1) {
            for (int first = Math.floorDiv(least(), width); first <= Math.floorDiv(most(), width); first++) {
                ranges.put(first, 0L); // empty ranges are shown
            }
        }
        counts.forEach((value, count) -> ranges.merge(Math.floorDiv(value, width), count, Long::sum));
        return ranges.entrySet().stream()
                .map(range -> new Bar(
                        range.getKey() * width, range.getKey() * width + width - 1, (double) range.getValue() / total))
                .toList();
    }

    /** The narrowest round width with which no more than so many ranges hold all values. */
    private int width(int atMost) {
        for (int power = 1; ; power *= 10) {
            for (int width : new int[] {power, 2 * power, 5 * power}) {
                if (Math.floorDiv(most(), width) - Math.floorDiv(least(), width) < atMost) {
                    return width;
                }
            }
        }
    }

    /**
     * A bar of a picture.
     *
     * @param from the least value it stands for
     * @param to the greatest
     * @param share of all occurrences, 0 to 1
     */
    public record Bar(int from, int to, double share) {
        /**
         * The values it stands for.
         *
         * @return one number, or two with a dash
         */
        public String label() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }
}
