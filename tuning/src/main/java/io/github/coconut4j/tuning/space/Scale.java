package io.github.coconut4j.tuning.space;

/** How numbers of a range are spread. */
public enum Scale {
    /** Equally over the range. */
    LINEAR,
    /** Equally over the logarithm of the range, for quantities such as learning rates. */
    LOG
}
