package io.github.coconut4j.model;

/** A plan needs more memory than it may have; the message gives the numbers. */
public final class OutOfPlanMemory extends ModelException {
    private static final long serialVersionUID = 1;

    public OutOfPlanMemory(String message) {
        super(message);
    }
}
