package io.github.coconut4j.data;

import java.util.OptionalLong;

/**
 * Where a problem stands, for messages and reports.
 *
 * @param source the file, or the name of a generator
 * @param problem its number there, from 1
 * @param line at which it begins, from 1; empty if it comes from no file
 * @param column at which it begins, in bytes from 1; there only where several problems share a line
 */
public record Place(String source, long problem, OptionalLong line, OptionalLong column) {

    /**
     * A problem that comes from no file.
     *
     * @param source name of a generator or a list
     * @param problem its number there, from 1
     * @return without line and column
     */
    public static Place of(String source, long problem) {
        return new Place(source, problem, OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * A problem in a file that begins a line.
     *
     * @param file as the person named it
     * @param problem its number in the file, from 1
     * @param line at which it begins, from 1
     * @return without column
     */
    public static Place inFile(String file, long problem, long line) {
        return new Place(file, problem, OptionalLong.of(line), OptionalLong.empty());
    }

    /**
     * A problem in a file whose line others share.
     *
     * @param file as the person named it
     * @param problem its number in the file, from 1
     * @param line at which it begins, from 1
     * @param column at which it begins, in bytes from 1
     * @return with all four
     */
    public static Place inLine(String file, long problem, long line, long column) {
        return new Place(file, problem, OptionalLong.of(line), OptionalLong.of(column));
    }

    @Override
    public String toString() {
        if (line.isEmpty()) {
            return source + ", problem " + problem;
        }
        String at = "line " + line.getAsLong() + (column.isPresent() ? ", column " + column.getAsLong() : "");
        return source + ", problem " + problem + " (" + at + ")";
    }
}
