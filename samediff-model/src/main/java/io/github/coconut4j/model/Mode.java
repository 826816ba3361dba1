package io.github.coconut4j.model;

/** How a graph is computed. */
public enum Mode {
    /** Fused loops, products added in place, windows instead of copies: agrees with {@link #REFERENCE} to about 1e-6. */
    FAST,
    /** Every operation by its own libnd4j op: the same digits as SameDiff, on any type and any backend, only slower. */
    REFERENCE
}
