package io.github.coconut4j.cli.arguments;

/** Something on the command line that the user can mend; the message says what, where and how. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
