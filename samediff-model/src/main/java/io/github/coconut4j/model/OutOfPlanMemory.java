package io.github.coconut4j.model;

/** A plan needs more memory than it may have; the message gives the numbers. */
public final class OutOfPlanMemory extends ModelException {
    private static final long serialVersionUID = 1;

    /**
     * A need in a sentence.
     *
     * @param message one full sentence
     */
    public OutOfPlanMemory(String message) {
        super(message);
    }

    /**
     * {@return the exception that says what every stream needs and has; to be thrown}
     *
     * @param needed bytes a plan needs
     * @param left bytes that others leave of the limit
     * @param limit bytes there may be
     */
    public static OutOfPlanMemory onEachStream(long needed, long left, long limit) {
        return new OutOfPlanMemory(
                "a plan needs %s on each stream, of which the limit leaves %s of %s. Take a smaller batch, run it in micro-batches, or allow more memory."
                        .formatted(mebibytes(needed), mebibytes(Math.max(0, left)), mebibytes(limit)));
    }

    /**
     * {@return a number of bytes in MiB, or in KiB below one, with the unit}
     *
     * @param bytes 0 or more
     */
    public static String mebibytes(long bytes) {
        return bytes < 1 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
    }
}
