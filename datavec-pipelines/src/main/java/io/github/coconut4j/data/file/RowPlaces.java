package io.github.coconut4j.data.file;

import io.github.coconut4j.data.Place;
import java.util.Map;
import java.util.TreeMap;

/** Where rows stand; only those that do not follow right on the row before, behind blank lines and bad rows, take room. */
final class RowPlaces {
    private final TreeMap<Integer, Start> starts = new TreeMap<>();

    private record Start(long problem, long line) {}

    /** Rows are added in their order. */
    void add(int row, long problem, long line) {
        Map.Entry<Integer, Start> last = starts.lastEntry();
        if (last == null || !at(row, last).equals(new Start(problem, line))) {
            starts.put(row, new Start(problem, line));
        }
    }

    Place of(int row, String file) {
        Start start = at(row, starts.floorEntry(row));
        return Place.inFile(file, start.problem(), start.line());
    }

    private static Start at(int row, Map.Entry<Integer, Start> start) {
        int after = row - start.getKey();
        return new Start(start.getValue().problem() + after, start.getValue().line() + after);
    }
}
