package io.github.coconut4j.cli.arguments;

/** Checks of what stands on the command line. */
public final class Arguments {
    /** Of an answer, as in a configuration. */
    public static final int MOST_TOKENS = 65_536;

    private Arguments() {}

    public static void requirePositive(String option, long value) {
        if (value < 1) {
            throw new UserException("%s must be at least 1, not %d.".formatted(option, value));
        }
    }

    /**
     * Refuses a number outside its range.
     *
     * @param value null for an option that is not there
     */
    public static void requireWithin(String option, Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new UserException("%s must be %d to %d, not %d.".formatted(option, least, most, value));
        }
    }
}
