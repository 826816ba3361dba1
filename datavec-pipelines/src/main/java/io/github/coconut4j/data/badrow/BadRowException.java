package io.github.coconut4j.data.badrow;

import io.github.coconut4j.data.DataException;

/** One row of a file is not a problem; the rows after it can still be read. */
public final class BadRowException extends DataException {
    private static final long serialVersionUID = 1L;

    /** @param message names the file, the row with its line, and the reason */
    public BadRowException(String message) {
        super(message);
    }

    /**
     * @param message names the file, the row with its line, and the reason
     * @param cause what was caught
     */
    public BadRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
