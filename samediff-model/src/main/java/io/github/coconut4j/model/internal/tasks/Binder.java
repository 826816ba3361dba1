package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.Copy;
import io.github.coconut4j.model.internal.steps.LaneScratch;
import io.github.coconut4j.model.internal.steps.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Collects the steps of a plan, bound to the memory of its values. */
public final class Binder {
    private final Function<Value, View> places;
    private final Map<Value, INDArray> given;
    private final LaneScratch scratch = new LaneScratch();
    private final List<Step> steps = new ArrayList<>();
    private final Set<List<Object>> copied = new HashSet<>();
    private final Map<Value, Step> beforeUse = new HashMap<>();
    private Value made; // of those that are made before each use, the one that is there now

    /**
     * A plan without steps.
     *
     * @param given arrays from outside
     */
    public Binder(Function<Value, View> places, Map<Value, INDArray> given) {
        this.places = places;
        this.given = given;
    }

    /** Where a value lives. */
    public View at(Value value) {
        return places.apply(value);
    }

    /** A value as an array for ops of libnd4j. */
    public INDArray array(Value value) {
        INDArray array = given.get(value);
        return array != null ? array : at(value).array();
    }

    public List<INDArray> arrays(List<Value> values) {
        return values.stream().map(this::array).toList();
    }

    /** Arrays that the steps share. */
    public LaneScratch scratch() {
        return scratch;
    }

    public void add(Step step) {
        steps.add(step);
    }

    /** Copies a value to a window, unless it lies there or was copied there before. */
    public void copyOnce(Value value, View to) {
        if (!at(value).sameWindow(to) && copied.add(List.of(value, to.buffer(), to.offset()))) {
            add(Copy.of(at(value), to, scratch));
        }
    }

    /** Has a value made by a step before each use: others are made in its place in between. */
    public void makeBeforeUse(Value value, Step step) {
        beforeUse.put(value, step);
    }

    /** Where a value lives when it is used next, made there if need be. */
    public View use(Value value) {
        Step step = beforeUse.get(value);
        if (step != null && !value.equals(made)) {
            add(step);
            made = value;
        }
        return at(value);
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }
}
