package io.github.coconut4j.cli;

/** What the command line tells the shell. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;

    /** Done, and the verdict is no: a comparison failed, a check found something. */
    static final int VERDICT = 1;

    /** The user can mend it: a wrong option, a missing file, a broken configuration. */
    static final int USER = 2;

    /** A defect of the program. */
    static final int INTERNAL = 3;

    /** Stopped by a signal after everything was saved; what shells use for Ctrl-C. */
    static final int STOPPED = 130;

    private ExitCode() {}
}
