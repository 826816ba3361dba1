package io.github.coconut4j.curriculum.overview;

/** How a run stands. */
public enum RunState {
    /** The methods before it are not finished. */
    WAITING,
    /** A process has its folder locked. */
    RUNNING,
    /** It can be resumed: it was asked to stop, or killed. */
    STOPPED,
    /** An error ended it; it can be resumed once that is mended. */
    FAILED,
    /** It has been tested. */
    FINISHED,
    /** Its files cannot be read. */
    BROKEN
}
