package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.Lanes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * A piece of work of a plan: one node of the graph, or several that run as one. A kind of work is a class of its own, which says what it reads and gives, how both may
 * lie in memory, and which steps carry it out; the passes that lower, place and bind a plan ask it and know no kinds of fused work.
 */
public abstract class Task {
    private final List<Value> inputs;
    private final List<Value> outputs;
    private View sink;

    protected Task(Collection<Value> inputs, List<Value> outputs) {
        this.inputs = new ArrayList<>(inputs);
        this.outputs = new ArrayList<>(outputs);
    }

    /** The node this task stands for; null for fused tasks. */
    public Node node() {
        return null;
    }

    public List<Value> inputs() {
        return inputs;
    }

    public Value input(int i) {
        return inputs.get(i);
    }

    public List<Value> outputs() {
        return outputs;
    }

    public Value output() {
        return outputs.get(0);
    }

    /** Whether {@link #addTo} is possible. */
    public boolean canAddTo(View memory) {
        return false;
    }

    /** Makes the task add its result to memory outside the plan instead of giving it a place of its own. */
    public void addTo(View memory) {
        sink = memory;
        outputs.clear();
    }

    /** Memory outside the plan the result is added to; null when the result is a value. */
    public View sink() {
        return sink;
    }

    /** Whether an input can be read through a window that need not be dense. */
    public boolean canRead(Value input, View window) {
        return true;
    }

    /** Whether the results can be written to such a window. */
    public boolean canWrite(View window) {
        return window.contiguous();
    }

    /** Whether a result may lie where an input of its shape lies that nobody reads afterwards. */
    public boolean writesOverInputs() {
        return false;
    }

    /** Gives the outputs their places. */
    public void place(Places places) {
        outputs.forEach(places::home);
    }

    /** Adds the steps that carry the task out. */
    public abstract void bind(Binder binder);

    /**
     * Whether an output is laid out in {@link Lanes}.
     *
     * @param made tells the same of the inputs
     */
    public boolean makesLanes(Value output, Predicate<Value> made) {
        return false;
    }

    /**
     * Whether a value {@code [B, H, n, d]} is read column by column, so that it is read fastest from {@link Lanes}.
     *
     * @param made tells of the other inputs whether they are laid out that way
     */
    public boolean readsColumns(Value input, Predicate<Value> made) {
        return false;
    }

    /**
     * Whether a value can be read as it lies in {@link Lanes}.
     *
     * @param readable tells of the outputs whether all of their readers can
     */
    public boolean readsLanes(Value input, Predicate<Value> readable) {
        return false;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + inputs + " -> " + outputs;
    }
}
