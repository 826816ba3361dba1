package io.github.coconut4j.cli;

/** Something on the command line that the user can mend; the message says what, where and how. */
final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserException(String message) {
        super(message);
    }

    UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
