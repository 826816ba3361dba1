package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.SliceRange;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.Copy;
import java.util.Arrays;
import java.util.function.Predicate;
import org.nd4j.linalg.api.buffer.DataType;

/** The same memory looked at another way: reshape, permute, slice, identity. A copy where that is not possible. */
public final class Window extends NodeTask {
    private Window(Node node) {
        super(node);
    }

    /** The window, or null when the node is none. */
    public static Window of(Node node) {
        boolean window =
                switch (node.op()) {
                    case "reshape", "squeeze", "expand_dims" -> true;
                    case "permute" -> node.integers().length == node.output().rank();
                    case "identity", "stop_gradient" -> node.output().type() == DataType.FLOAT;
                    case "strided_slice" -> SliceRange.describes(node);
                    default -> false;
                };
        return window ? new Window(node) : null;
    }

    /** Whether nothing but the shape changes, in the order of elements. */
    public boolean reshapes() {
        return switch (node().op()) {
            case "reshape", "squeeze", "expand_dims" -> true;
            default -> false;
        };
    }

    /** The window on a place of the input, or null when it takes a copy. */
    public View on(View input) {
        if (reshapes()) {
            return input.reshape(node().output().shape());
        }
        return switch (node().op()) {
            case "permute" -> input.permute(axes());
            case "strided_slice" -> {
                SliceRange range = SliceRange.of(node());
                yield input.slice(range.axis(), range.begin(), range.end());
            }
            default -> input;
        };
    }

    /** The place of the input that makes a place the output's window, or null when there is none. */
    public View inverse(View output) {
        if (reshapes()) {
            return output.reshape(node().input(0).shape());
        }
        if (!node().op().equals("permute")) {
            return null;
        }
        int[] axes = axes();
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[axes[i]] = i;
        }
        return output.permute(inverse);
    }

    private int[] axes() {
        return Arrays.stream(node().integers()).mapToInt(Math::toIntExact).toArray();
    }

    private boolean slices() {
        return node().op().equals("strided_slice");
    }

    @Override
    public boolean canWrite(View window) {
        return false;
    }

    @Override
    public void bind(Binder binder) {
        View input = binder.at(input(0));
        View output = binder.at(output());
        View window = on(input);
        if (window == null) {
            binder.add(Copy.of(input, output.reshape(input.shape()), binder.scratch()));
        } else if (!window.sameWindow(output)) {
            binder.add(Copy.of(window, output, binder.scratch()));
        }
    }

    @Override
    public boolean makesLanes(Value output, Predicate<Value> made) {
        return slices() && made.test(input(0));
    }

    @Override
    public boolean readsLanes(Value input, Predicate<Value> readable) {
        return slices() && SliceRange.of(node()).axis() >= 2 && readable.test(output());
    }
}
