package io.github.coconut4j.model.internal.steps;

import io.github.coconut4j.model.internal.memory.View;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies one window to another of the same shape, in runs as long as both allow. */
public final class Copy implements Step {
    private final FloatBuffer from;
    private final FloatBuffer to;
    private final int[] fromOffsets;
    private final int[] toOffsets;
    private final int run;

    private Copy(View from, View to, int run, LaneScratch scratch) {
        this.from = from.floats();
        this.to = to.floats();
        this.fromOffsets = scratch.offsets(runs(from, run));
        this.toOffsets = scratch.offsets(runs(to, run));
        this.run = run;
    }

    /** The fastest copy: runs of floats, or libnd4j's {@code assign} where single elements lie apart. */
    public static Step of(View from, View to, LaneScratch scratch) {
        int run = commonRun(from, to);
        boolean floats = from.buffer().type() == DataType.FLOAT && to.buffer().type() == DataType.FLOAT;
        if (floats && run == 1 && LaneCopy.possible(from, to)) {
            return new LaneCopy(from, to, scratch);
        }
        if (floats && run == 1 && TransposedCopy.possible(from, to)) {
            return new TransposedCopy(from, to, scratch);
        }
        if (!floats || (run == 1 && from.length() > 1)) {
            INDArray target = to.array();
            return StockStep.of("assign", List.of(target, from.array()), List.of(target));
        }
        return new Copy(from, to, run, scratch);
    }

    /** Elements at the end of the shape that lie without gaps in both windows. */
    private static int commonRun(View from, View to) {
        long run = 1;
        for (int axis = from.shape().length - 1; axis >= 0; axis--) {
            long size = from.shape()[axis];
            if (size != 1 && (from.strides()[axis] != run || to.strides()[axis] != run)) {
                break;
            }
            run *= size;
        }
        return Math.toIntExact(run);
    }

    /** The window with a row for each run. */
    private static View runs(View view, int run) {
        List<Long> sizes = new ArrayList<>();
        List<Long> strides = new ArrayList<>();
        long inner = 1;
        for (int axis = view.shape().length - 1; axis >= 0; axis--) {
            if (inner >= run) {
                sizes.add(0, view.shape()[axis]);
                strides.add(0, view.strides()[axis]);
            }
            inner *= view.shape()[axis];
        }
        sizes.add((long) run);
        strides.add(1L);
        long[] shape = sizes.stream().mapToLong(Long::longValue).toArray();
        long[] steps = strides.stream().mapToLong(Long::longValue).toArray();
        return new View(view.buffer(), view.offset(), shape, steps);
    }

    @Override
    public void run() {
        for (int i = 0; i < fromOffsets.length; i++) {
            to.put(toOffsets[i], from, fromOffsets[i], run);
        }
    }

    @Override
    public String name() {
        return "copy";
    }
}
