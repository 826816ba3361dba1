package io.github.coconut4j.data.file;

import io.github.coconut4j.data.Problem;

/** How a line of text holds a problem. */
@FunctionalInterface
public interface LineFormat {
    /**
     * The problem on one line.
     *
     * @param where file and line, for the complaint
     * @param line without its end
     * @return what the line holds
     * @throws io.github.coconut4j.data.badrow.BadRowException if it is none
     */
    Problem problem(String line, String where);
}
