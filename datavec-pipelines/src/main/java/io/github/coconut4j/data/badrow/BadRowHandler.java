package io.github.coconut4j.data.badrow;

/** What to do with a row that is not a problem. */
@FunctionalInterface
public interface BadRowHandler {

    /** Ends reading at the first bad row; the default everywhere. */
    BadRowHandler FAIL = row -> {
        throw row;
    };

    /**
     * Returns to leave the row out, throws to end reading.
     *
     * @param row says in its message where it stands and what is wrong
     */
    void handle(BadRowException row);
}
