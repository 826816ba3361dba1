package io.github.coconut4j.data.file;

import io.github.coconut4j.data.Problem;
import java.util.Map;

/** How an object, a row with named columns, holds a problem. */
@FunctionalInterface
public interface RowFormat {

    /** The official format of Coconut: texts "question" and "answer", a list of texts "steps"; all other keys are kept. */
    RowFormat OFFICIAL = Rows::checked;

    /**
     * The problem in a row.
     *
     * @param row values by key, in the order of the file
     * @param where file and row, for the complaint
     * @return what the row holds
     * @throws io.github.coconut4j.data.badrow.BadRowException if it is none
     */
    Problem problem(Map<String, Object> row, String where);
}
