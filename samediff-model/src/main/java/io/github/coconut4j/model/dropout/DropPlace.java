package io.github.coconut4j.model.dropout;

/**
 * A place of a graph at which numbers are left out: a placeholder that the numbers are multiplied by.
 *
 * @param name of the placeholder
 * @param number of the place in the decoder, the same in every pass; below 0 for adapters
 * @param share that is left out
 * @param rows B
 * @param firstColumn the first column of its rows or queries
 * @param columns of its rows or queries
 * @param width D of rows {@code [columns * B, D]}, or keys of attention weights {@code [B, …, …, keys]}
 * @param heads of attention weights; null for rows
 */
public record DropPlace(
        String name, int number, double share, int rows, int firstColumn, int columns, int width, Drop.HeadAxes heads) {

    /** {@return the shape of the placeholder} */
    public long[] shape() {
        return heads == null
                ? new long[] {(long) columns * rows, width}
                : new long[] {rows, heads.count(), heads.further() == 0 ? columns : heads.further(), width};
    }
}
