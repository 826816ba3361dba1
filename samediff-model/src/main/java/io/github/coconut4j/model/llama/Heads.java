package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.ModelException;

/**
 * The heads of an attention, in which several that ask share keys and values (Ainslie et al. 2023, "GQA").
 *
 * @param queries heads that ask, H, a multiple of {@code keys}
 * @param keys heads of keys and values, G; as many as ask when none is shared
 * @param width of a head, d, even because rotary positions turn its halves against each other
 */
public record Heads(int queries, int keys, int width) {
    private static final long WIDEST = 1 << 24;

    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public Heads {
        if (queries < 1 || keys < 1 || queries % keys != 0) {
            throw new ModelException(queries + " attention heads cannot share " + keys
                    + " heads of keys and values; the first must be a multiple of the second.");
        }
        if (width < 2 || width % 2 != 0) {
            throw new ModelException(
                    "A head has width " + width + "; rotary positions need an even number, 2 or more.");
        }
        if ((long) queries * width > WIDEST) {
            throw new ModelException(queries + " heads of width " + width + " are more than any model has.");
        }
    }

    /** Heads that ask the same keys, R = H / G. */
    int sharing() {
        return queries / keys;
    }

    /** Width of all queries, H d. */
    int queryWidth() {
        return queries * width;
    }

    /** Width of all keys, and of all values, G d. */
    int keyWidth() {
        return keys * width;
    }
}
