package io.github.coconut4j.model.internal.steps;

/** One thing a plan does: a native op or a loop of ours, bound to its memory. Running it allocates nothing. */
public interface Step {
    void run();

    /** What the time is booked under, for example {@code matmul}. */
    String name();
}
