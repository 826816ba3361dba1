package io.github.coconut4j.data;

import java.util.OptionalLong;

/**
 * Where a problem stands, for messages and reports.
 *
 * @param source the file, or the name of a generator
 * @param problem its number there, from 1
 * @param line at which it begins, from 1; empty if it comes from no file
 */
public record Place(String source, long problem, OptionalLong line) {

    /** A problem in a file. */
    public static Place inFile(String file, long problem, long line) {
        return new Place(file, problem, OptionalLong.of(line));
    }

    @Override
    public String toString() {
        return source + ", problem " + problem + (line.isPresent() ? " (line " + line.getAsLong() + ")" : "");
    }
}
