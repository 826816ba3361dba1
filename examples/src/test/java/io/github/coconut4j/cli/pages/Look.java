package io.github.coconut4j.cli.pages;

import java.util.List;

/**
 * A window and the taste of its user.
 *
 * @param width of the window, in pixels
 * @param dark whether light letters on a dark ground are liked
 */
record Look(int width, boolean dark) {
    static final List<Look> ALL =
            List.of(new Look(1400, false), new Look(1400, true), new Look(500, false), new Look(500, true));

    @Override
    public String toString() {
        return width + (dark ? "-dark" : "-light");
    }
}
