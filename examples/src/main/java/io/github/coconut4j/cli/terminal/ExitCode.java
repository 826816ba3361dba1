package io.github.coconut4j.cli.terminal;

/** What the command line tells the shell. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;

    /** Done, and the verdict is no: a comparison failed, a check found something. */
    public static final int VERDICT = 1;

    /** The user can mend it: a wrong option, a missing file, a broken configuration. */
    public static final int USER = 2;

    /** A defect of the program. */
    public static final int INTERNAL = 3;

    /** Stopped by a signal after everything was saved; what shells use for Ctrl-C. */
    public static final int STOPPED = 130;

    private ExitCode() {}
}
