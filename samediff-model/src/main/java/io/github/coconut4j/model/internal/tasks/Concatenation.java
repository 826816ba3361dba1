package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.nd4j.linalg.api.buffer.DataType;

/** Values side by side, written there by their producers where possible. */
public final class Concatenation extends NodeTask {
    private Concatenation(Node node) {
        super(node);
    }

    /** The concatenation, or null when the node is none of floats. */
    public static Concatenation of(Node node) {
        boolean concat = node.op().equals("concat") && node.output().type() == DataType.FLOAT;
        return concat ? new Concatenation(node) : null;
    }

    public int axis() {
        return Math.floorMod((int) node().integers()[0], node().output().rank());
    }

    /** The windows of the parts. */
    public List<View> parts(View whole) {
        List<View> parts = new ArrayList<>();
        long at = 0;
        for (Value input : inputs()) {
            long end = at + input.size(axis());
            parts.add(whole.slice(axis(), at, end));
            at = end;
        }
        return parts;
    }

    @Override
    public boolean canWrite(View window) {
        return true;
    }

    @Override
    public void bind(Binder binder) {
        List<View> parts = parts(binder.at(output()));
        for (int i = 0; i < parts.size(); i++) {
            binder.copyOnce(input(i), parts.get(i));
        }
    }

    @Override
    public boolean makesLanes(Value output, Predicate<Value> made) {
        return axis() == 2 && inputs().stream().allMatch(made);
    }

    @Override
    public boolean readsLanes(Value input, Predicate<Value> readable) {
        return axis() == 2 && readable.test(output());
    }
}
