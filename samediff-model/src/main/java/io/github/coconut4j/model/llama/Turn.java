package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.loop.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The turn of every column of a pass, by its position.
 *
 * @param cosines of the angles, {@code [columns * B, 1, d / 2]}
 * @param sines of the angles
 */
record Turn(SDVariable cosines, SDVariable sines) {
    /**
     * The turns of a pass.
     *
     * @param frequencies radians for each position, {@code [1, d / 2]}
     */
    static Turn of(Pass pass, SDVariable frequencies, int headWidth) {
        SameDiff sd = frequencies.getSameDiff();
        SDVariable positions = sd.reshape(sd.castTo(pass.positions(), frequencies.dataType()), -1, 1);
        SDVariable angles = sd.reshape(positions.mul(frequencies), -1, 1, headWidth / 2);
        return new Turn(sd.math.cos(angles), sd.math.sin(angles));
    }

    /** The turns of the last columns, as many as the pass is asked for. */
    Turn read(Pass pass) {
        if (!pass.partial()) {
            return this;
        }
        long end = (long) pass.columns() * pass.rows();
        long begin = end - (long) pass.outputs() * pass.rows();
        return new Turn(Slices.range(cosines, 3, 0, begin, end), Slices.range(sines, 3, 0, begin, end));
    }

    /** Turns the first half of every head against the second: {@code [columns * B, n d]} to {@code [columns * B, n, d]}. */
    SDVariable apply(SDVariable rows, int heads, int headWidth) {
        SameDiff sd = rows.getSameDiff();
        SDVariable split = sd.reshape(rows, -1, heads, headWidth);
        SDVariable first = Slices.range(split, 3, 2, 0, headWidth / 2);
        SDVariable second = Slices.range(split, 3, 2, headWidth / 2, headWidth);
        return sd.concat(
                2,
                first.mul(cosines).sub(second.mul(sines)),
                second.mul(cosines).add(first.mul(sines)));
    }
}
