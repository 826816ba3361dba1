package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.memory.View;

/** Copies an array {@code [B, H, n, d]} to memory where it lies as {@code [n, d, B, H]}. */
public final class LaneCopy implements Step {
    private final Lanes from;
    private final Lanes to;
    private final int columns;
    private final float[][] column;

    public LaneCopy(View from, View to, LaneScratch scratch) {
        this.from = new Lanes(from, scratch);
        this.to = new Lanes(to, scratch);
        this.columns = Math.toIntExact(from.shape()[2]);
        this.column = this.from.column(scratch, 0, 0);
    }

    public static boolean possible(View from, View to) {
        return Lanes.ready(to) && Lanes.possible(from);
    }

    @Override
    public void run() {
        for (int i = 0; i < columns; i++) {
            from.load(i, column);
            to.store(i, column);
        }
    }

    @Override
    public String name() {
        return "copy to lanes";
    }
}
