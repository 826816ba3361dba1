package io.github.coconut4j.model;

/** Something the user can put right: a file that is no model, a prompt that is too long, settings that do not fit. The message is a full sentence. */
public class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
