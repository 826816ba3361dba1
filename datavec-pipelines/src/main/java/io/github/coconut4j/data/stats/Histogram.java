package io.github.coconut4j.data.stats;

import java.util.Collections;
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

    /** Occurrences of each value, in the order of the values. */
    public SortedMap<Integer, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /** Number of all occurrences. */
    public long total() {
        return total;
    }

    /** The mean; 0 if nothing was counted. */
    public double mean() {
        return total == 0 ? 0 : sum / total;
    }

    /** The least value; 0 if nothing was counted. */
    public int least() {
        return counts.isEmpty() ? 0 : counts.firstKey();
    }

    /** The greatest value; 0 if nothing was counted. */
    public int most() {
        return counts.isEmpty() ? 0 : counts.lastKey();
    }

    /** Share of one value among all occurrences. */
    public double share(int value) {
        return total == 0 ? 0 : (double) counts.getOrDefault(value, 0L) / total;
    }
}
