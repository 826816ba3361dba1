package io.github.coconut4j.model.bench;

import java.util.Locale;

/** What can be varied in a benchmark while everything else stays. */
public enum Quantity {
    /** Continuous thoughts. */
    THOUGHTS,
    /** Question columns. */
    QUESTION,
    /** Rows of the batch. */
    BATCH,
    /** Hidden size. */
    WIDTH;

    /**
     * {@return the shape with another value of this quantity}
     *
     * @param shape the other sizes
     * @param value of this quantity
     */
    public BenchmarkShape in(BenchmarkShape shape, int value) {
        return new BenchmarkShape(
                this == WIDTH ? shape.model().width(value) : shape.model(),
                this == BATCH ? value : shape.rows(),
                this == QUESTION ? value : shape.question(),
                this == THOUGHTS ? value : shape.thoughts(),
                shape.answer());
    }

    /** As it is typed and shown. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
