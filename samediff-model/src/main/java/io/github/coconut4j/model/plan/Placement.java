package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.SliceRange;
import io.github.coconut4j.model.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decides where every value of a plan lives. Reshapes, permutes and slices are windows of what they read; a value that will be part of a concatenation is written
 * there by its producer; row kernels write over what they read for the last time.
 */
final class Placement {
    /** A window with gaps that this many products read is copied to one without: the copy costs less than striding through memory each time. */
    private static final int READS_WORTH_A_COPY = 3;

    private final List<Task> tasks;
    private final Map<Value, List<Task>> readers;
    private final Map<Value, Task> producers = new HashMap<>();
    private final Map<Value, Integer> lastRead = new HashMap<>();
    private final Map<Value, View> places = new LinkedHashMap<>();
    private final Map<Buffer, Set<Value>> residents = new LinkedHashMap<>();
    private final LaneLayout layout;

    /**
     * Places every value.
     *
     * @param given arrays from outside: inputs, parameters, constants, outputs
     */
    Placement(List<Task> tasks, Map<Value, INDArray> given) {
        this.tasks = tasks;
        this.readers = Lowering.readers(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            task.outputs().forEach(output -> producers.put(output, task));
            for (Value input : task.inputs()) {
                lastRead.put(input, i);
            }
        }
        this.layout = new LaneLayout(readers, producers);
        given.forEach((value, array) -> settle(value, View.of(array)));
        for (int i = 0; i < tasks.size(); i++) {
            place(tasks.get(i), i);
        }
        noteLifetimes();
    }

    View of(Value value) {
        return places.get(value);
    }

    /** Buffers that need memory from the arena. */
    List<Buffer> buffers() {
        return residents.keySet().stream().filter(buffer -> !buffer.external()).toList();
    }

    private void noteLifetimes() {
        for (int i = 0; i < tasks.size(); i++) {
            int step = i;
            tasks.get(i).inputs().forEach(value -> places.get(value).buffer().usedAt(step));
            tasks.get(i).outputs().forEach(value -> places.get(value).buffer().usedAt(step));
        }
    }

    private View settle(Value value, View view) {
        places.put(value, view);
        residents.computeIfAbsent(view.buffer(), buffer -> new HashSet<>()).add(value);
        return view;
    }

    private void place(Task task, int position) {
        switch (task.kind()) {
            case VIEW -> placeView(task);
            case ROWS -> placeRows(task, position);
            case PRODUCT -> {
                if (!task.outputs().isEmpty() && !places.containsKey(task.output())) {
                    View base = task.base() == null ? null : places.get(task.base());
                    settle(task.output(), base != null ? base : home(task.output()));
                }
            }
            case ATTENTION -> {
                settleByColumns(task.output());
                if (task.attention().weights() != null) {
                    settleInLanes(task.attention().weights());
                }
            }
            case ATTENTION_GRADIENT -> settleInLanes(task.output());
            case CONCAT -> concatHome(task);
            default -> task.outputs().forEach(this::home);
        }
    }

    /** What works on lanes is written as its reader wants it, column by column with the heads of a row side by side. */
    private View settleByColumns(Value output) {
        long[] sizes = {output.size(2), output.size(0), output.size(1), output.size(3)};
        return settle(
                output,
                View.dense(new Buffer(output.length(), output.type()), sizes).permute(1, 2, 0, 3));
    }

    private View settleInLanes(Value value) {
        return settle(value, Lanes.place(value.shape(), value.type()));
    }

    private void placeView(Task task) {
        Value output = task.output();
        if (places.containsKey(output)) {
            return;
        }
        if (layout.isReadInLanes(output)) {
            settleInLanes(output);
            return;
        }
        View window = window(task.node(), places.get(task.input(0)));
        boolean usable = window != null && (layout.isMadeInLanes(output) || !wantsCopy(output, window));
        if (usable) {
            settle(output, window);
        } else {
            home(output);
        }
    }

    /** The window a view op describes, or null when it takes a copy. */
    static View window(Node node, View input) {
        return switch (node.op()) {
            case "identity", "stop_gradient" -> input;
            case "reshape" -> input.reshape(node.output().shape());
            case "permute" ->
                input.permute(Arrays.stream(node.integers())
                        .mapToInt(Math::toIntExact)
                        .toArray());
            default -> {
                SliceRange range = SliceRange.of(node);
                yield input.slice(range.axis(), range.begin(), range.end());
            }
        };
    }

    private boolean wantsCopy(Value value, View window) {
        List<Task> reading = readers.getOrDefault(value, List.of());
        long products =
                reading.stream().filter(task -> task.kind() == TaskKind.PRODUCT).count();
        boolean rows = reading.stream().anyMatch(task -> task.kind().readsRows());
        return (products >= READS_WORTH_A_COPY && !window.contiguous())
                || (products > 0 && !readableByProduct(window))
                || (rows && !window.contiguousRows());
    }

    /** Whether one of the two inner axes runs through memory without gaps. */
    static boolean readableByProduct(View view) {
        int rank = view.shape().length;
        return view.shape()[rank - 1] == 1
                || view.shape()[rank - 2] == 1
                || view.strides()[rank - 1] == 1
                || view.strides()[rank - 2] == 1;
    }

    private void placeRows(Task task, int position) {
        Set<View> taken = new HashSet<>();
        for (Value output : task.outputs()) {
            if (places.containsKey(output)) {
                continue;
            }
            View wish = wish(output);
            View over = wish == null ? dyingInput(task, output, position, taken) : null;
            if (over != null) {
                taken.add(over);
                settle(output, over);
            } else {
                home(output);
            }
        }
    }

    /** The place of an input of the same shape that nobody reads afterwards. */
    private View dyingInput(Task task, Value output, int position, Set<View> taken) {
        for (Value input : task.inputs()) {
            View view = places.get(input);
            boolean free = input.sameShape(output) && !view.buffer().shared() && !taken.contains(view);
            if (free
                    && residents.get(view.buffer()).stream()
                            .allMatch(value -> lastRead.getOrDefault(value, -1) <= position
                                    && !readsElsewhere(task, value, view))) {
                return view;
            }
        }
        return null;
    }

    /** Whether a task reads a value through a window that does not line up with this one, so that writing here could come before reading there. */
    private boolean readsElsewhere(Task task, Value value, View view) {
        return task.inputs().contains(value) && !places.get(value).sameWindow(view);
    }

    /** Where a value lives; found when first asked for. */
    private View home(Value value) {
        View place = places.get(value);
        if (place == null) {
            View wish = wish(value);
            if (wish != null) {
                place = settle(value, wish);
            } else if (layout.isMadeInLanes(value) || layout.isReadInLanes(value)) {
                place = settleInLanes(value);
            } else if (layout.isSumOfColumns(value)) {
                place = settleByColumns(value);
            } else {
                place = settle(value, View.dense(new Buffer(value.length(), value.type()), value.shape()));
            }
        }
        return place;
    }

    /** Where the readers of a value would like to find it, if its producer can write there; null when they do not care. */
    private View wish(Value value) {
        Task concat = longestConcat(value);
        if (concat != null) {
            View whole = concatHome(concat);
            View part = part(whole, concat, value);
            return canWrite(value, part) ? part : null;
        }
        List<Task> reading = readers.getOrDefault(value, List.of());
        if (reading.size() != 1) {
            return null;
        }
        Task view = reading.get(0);
        if (value.equals(view.base())) { // the sum of two products goes where the first is put
            return wish(view.output());
        }
        if (view.kind() != TaskKind.VIEW) {
            return null;
        }
        boolean invertible =
                view.node().op().equals("permute") || view.node().op().equals("reshape");
        if (!invertible || places.containsKey(view.output())) {
            return null;
        }
        View wished = wish(view.output());
        View inverse = wished == null ? null : inverse(view.node(), wished);
        return inverse != null && canWrite(value, inverse) ? inverse : null;
    }

    private static View inverse(Node node, View output) {
        if (node.op().equals("identity") || node.op().equals("stop_gradient")) {
            return output;
        }
        if (node.op().equals("reshape")) {
            return output.reshape(node.input(0).shape());
        }
        long[] axes = node.integers();
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[(int) axes[i]] = i;
        }
        return output.permute(inverse);
    }

    private Task longestConcat(Value value) {
        Task longest = null;
        for (Task task : readers.getOrDefault(value, List.of())) {
            boolean once = task.kind() == TaskKind.CONCAT
                    && task.inputs().stream().filter(value::equals).count() == 1;
            if (once
                    && (longest == null
                            || task.inputs().size() > longest.inputs().size())) {
                longest = task;
            }
        }
        return longest;
    }

    /** Where a concatenation lives: in the front of a longer one that starts with the same parts, if there is one. */
    private View concatHome(Task concat) {
        View place = places.get(concat.output());
        if (place == null) {
            Task longer = longerWithSameStart(concat);
            if (longer != null) {
                int axis = Lowering.concatAxis(concat.node());
                place = concatHome(longer).slice(axis, 0, concat.output().size(axis));
                settle(concat.output(), place);
            } else {
                place = home(concat.output());
            }
            place.buffer().share();
        }
        return place;
    }

    private Task longerWithSameStart(Task concat) {
        Task longest = concat;
        for (Task other : readers.getOrDefault(concat.input(0), List.of())) {
            boolean sameStart = other.kind() == TaskKind.CONCAT
                    && other.inputs().size() > longest.inputs().size()
                    && Lowering.concatAxis(other.node()) == Lowering.concatAxis(concat.node())
                    && other.inputs().subList(0, concat.inputs().size()).equals(concat.inputs());
            if (sameStart) {
                longest = other;
            }
        }
        return longest == concat ? null : longest;
    }

    /** The window of one part of a concatenation. */
    static View part(View whole, Task concat, Value part) {
        return parts(whole, concat).get(concat.inputs().indexOf(part));
    }

    static List<View> parts(View whole, Task concat) {
        int axis = Lowering.concatAxis(concat.node());
        List<View> parts = new ArrayList<>();
        long at = 0;
        for (Value input : concat.inputs()) {
            long end = at + input.size(axis);
            parts.add(whole.slice(axis, at, end));
            at = end;
        }
        return parts;
    }

    private boolean canWrite(Value value, View view) {
        Task producer = producers.get(value);
        if (producer == null) {
            return false;
        }
        return switch (producer.kind()) {
            case PRODUCT -> readableByProduct(view);
            case ROWS, GATHER -> view.contiguousRows();
            case CONCAT -> true;
            case VIEW -> false;
            default -> view.contiguous();
        };
    }
}
