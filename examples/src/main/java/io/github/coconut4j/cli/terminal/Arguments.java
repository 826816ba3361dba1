package io.github.coconut4j.cli.terminal;

/** Checks of what stands on the command line. */
public final class Arguments {
    private Arguments() {}

    public static void requirePositive(String option, long value) {
        if (value < 1) {
            throw new UserException("%s must be at least 1, not %d.".formatted(option, value));
        }
    }
}
