package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.loops.Exponential;
import io.github.coconut4j.model.internal.memory.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Arrays that the steps of one plan share: those they compute in, one step after the other, for nothing in them outlives the step; and tables of where rows lie. */
public final class LaneScratch {
    private final Map<List<Integer>, List<float[][]>> columns = new HashMap<>();
    private final Map<Integer, List<float[]>> arrays = new HashMap<>();
    private final Map<Integer, Exponential> exponentials = new HashMap<>();
    private final Map<List<Long>, int[]> offsets = new HashMap<>();

    /**
     * One array of a set that one step uses at the same time.
     *
     * @param set tells apart the sets of a step
     * @param number of the column in its set
     * @return {@code [width][lanes]}
     */
    public float[][] column(int set, int number, int width, int lanes) {
        List<float[][]> made = columns.computeIfAbsent(List.of(set, width, lanes), key -> new ArrayList<>());
        while (made.size() <= number) {
            made.add(new float[width][lanes]);
        }
        return made.get(number);
    }

    /**
     * One of the arrays that one step uses at the same time.
     *
     * @param number of the array among those of the step; the first may be written to whenever a column is read or written by {@link Lanes}
     * @param length numbers in it
     */
    public float[] array(int number, int length) {
        List<float[]> made = arrays.computeIfAbsent(length, key -> new ArrayList<>());
        while (made.size() <= number) {
            made.add(new float[length]);
        }
        return made.get(number);
    }

    /** Offsets of the rows of a window, see {@link View#rowOffsets}. Windows alike, as every layer has them, share a table; it is only read. */
    public int[] offsets(View view) {
        List<Long> form = LongStream.concat(Arrays.stream(view.shape()), Arrays.stream(view.strides()))
                .boxed()
                .toList();
        return offsets.computeIfAbsent(form, key -> view.rowOffsets());
    }

    /**
     * Powers of e, and what is needed to compute them.
     *
     * @param most numbers at a time
     */
    public Exponential exponential(int most) {
        return exponentials.computeIfAbsent(most, Exponential::new);
    }
}
