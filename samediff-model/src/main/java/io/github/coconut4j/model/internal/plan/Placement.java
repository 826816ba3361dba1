package io.github.coconut4j.model.internal.plan;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.Buffer;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.Lanes;
import io.github.coconut4j.model.internal.tasks.Concatenation;
import io.github.coconut4j.model.internal.tasks.Places;
import io.github.coconut4j.model.internal.tasks.Product;
import io.github.coconut4j.model.internal.tasks.Task;
import io.github.coconut4j.model.internal.tasks.TaskIndex;
import io.github.coconut4j.model.internal.tasks.Widening;
import io.github.coconut4j.model.internal.tasks.Window;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decides where every value of a plan lives. Reshapes, permutes and slices are windows of what they read; a value that will be part of a concatenation is written
 * there by its producer; row kernels write over what they read for the last time.
 */
final class Placement implements Places {
    /** A window with gaps that this many products read is copied to one without: the copy costs less than striding through memory each time. */
    private static final int READS_WORTH_A_COPY = 3;

    private final List<Task> tasks;
    private final Map<Value, List<Task>> readers;
    private final Map<Value, Task> producers = new HashMap<>();
    private final Map<Value, Integer> lastRead = new HashMap<>();
    private final Map<Value, View> places = new LinkedHashMap<>();
    private final Map<Buffer, Set<Value>> residents = new LinkedHashMap<>();
    private final LaneLayout layout;
    private final Buffer madeBeforeUse;

    /**
     * Places every value.
     *
     * @param given arrays from outside: inputs, parameters, constants, outputs
     */
    Placement(List<Task> tasks, Map<Value, INDArray> given) {
        this.tasks = tasks;
        this.readers = TaskIndex.readers(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            task.outputs().forEach(output -> producers.put(output, task));
            for (Value input : task.inputs()) {
                lastRead.put(input, i);
            }
        }
        this.layout = new LaneLayout(readers, producers);
        this.madeBeforeUse = new Buffer(longestWidened(tasks), DataType.FLOAT);
        given.forEach((value, array) -> settle(value, View.of(array)));
        for (int i = 0; i < tasks.size(); i++) {
            place(tasks.get(i), i);
        }
        noteLifetimes();
    }

    @Override
    public View of(Value value) {
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

    @Override
    public View settle(Value value, View view) {
        places.put(value, view);
        residents.computeIfAbsent(view.buffer(), buffer -> new HashSet<>()).add(value);
        return view;
    }

    private void place(Task task, int position) {
        if (task instanceof Window window) {
            placeWindow(window);
        } else if (task instanceof Concatenation concat) {
            concatHome(concat);
        } else if (task.writesOverInputs()) {
            placeOverInputs(task, position);
        } else {
            task.place(this);
        }
    }

    @Override
    public View settleByColumns(Value output) {
        long[] sizes = {output.size(2), output.size(0), output.size(1), output.size(3)};
        return settle(
                output,
                View.dense(new Buffer(output.length(), output.type()), sizes).permute(1, 2, 0, 3));
    }

    @Override
    public View settleInLanes(Value value) {
        return settle(value, Lanes.place(value.shape(), value.type()));
    }

    @Override
    public boolean settleBeforeUse(Value value) {
        boolean used = readers.getOrDefault(value, List.of()).stream().allMatch(Product.class::isInstance);
        if (used) {
            settle(value, View.dense(madeBeforeUse, value.shape()));
        }
        return used;
    }

    private static long longestWidened(List<Task> tasks) {
        return tasks.stream()
                .filter(Widening.class::isInstance)
                .mapToLong(task -> task.output().length())
                .max()
                .orElse(0);
    }

    private void placeWindow(Window task) {
        Value output = task.output();
        if (places.containsKey(output)) {
            return;
        }
        if (layout.isReadInLanes(output)) {
            settleInLanes(output);
            return;
        }
        View window = task.on(places.get(task.input(0)));
        boolean usable = window != null && (layout.isMadeInLanes(output) || !wantsCopy(output, window));
        if (usable) {
            settle(output, window);
        } else {
            home(output);
        }
    }

    private boolean wantsCopy(Value value, View window) {
        List<Task> reading = readers.getOrDefault(value, List.of());
        long products = reading.stream().filter(Product.class::isInstance).count();
        return (products >= READS_WORTH_A_COPY && !window.contiguous())
                || reading.stream().anyMatch(task -> !task.canRead(value, window));
    }

    private void placeOverInputs(Task task, int position) {
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

    @Override
    public View home(Value value) {
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
        Concatenation concat = longestConcat(value);
        if (concat != null) {
            View whole = concatHome(concat);
            View part = concat.parts(whole).get(concat.inputs().indexOf(value));
            return canWrite(value, part) ? part : null;
        }
        List<Task> reading = readers.getOrDefault(value, List.of());
        if (reading.size() != 1) {
            return null;
        }
        Task reader = reading.get(0);
        if (reader instanceof Product product && value.equals(product.base())) {
            return wish(product.output()); // the sum of two products goes where the first is put
        }
        if (!(reader instanceof Window window) || places.containsKey(window.output())) {
            return null;
        }
        View wished = wish(window.output());
        View inverse = wished == null ? null : window.inverse(wished);
        return inverse != null && canWrite(value, inverse) ? inverse : null;
    }

    private Concatenation longestConcat(Value value) {
        Concatenation longest = null;
        for (Task task : readers.getOrDefault(value, List.of())) {
            boolean once = task.inputs().stream().filter(value::equals).count() == 1;
            if (once
                    && task instanceof Concatenation concat
                    && (longest == null
                            || concat.inputs().size() > longest.inputs().size())) {
                longest = concat;
            }
        }
        return longest;
    }

    /** Where a concatenation lives: in the front of a longer one that starts with the same parts, if there is one. */
    private View concatHome(Concatenation concat) {
        View place = places.get(concat.output());
        if (place == null) {
            Concatenation longer = longerWithSameStart(concat);
            if (longer != null) {
                int axis = concat.axis();
                place = concatHome(longer).slice(axis, 0, concat.output().size(axis));
                settle(concat.output(), place);
            } else {
                place = home(concat.output());
            }
            place.buffer().share();
        }
        return place;
    }

    private Concatenation longerWithSameStart(Concatenation concat) {
        Concatenation longest = concat;
        for (Task reader : readers.getOrDefault(concat.input(0), List.of())) {
            boolean longer = reader.inputs().size() > longest.inputs().size()
                    && reader.inputs().subList(0, concat.inputs().size()).equals(concat.inputs());
            if (longer && reader instanceof Concatenation other && other.axis() == concat.axis()) {
                longest = other;
            }
        }
        return longest == concat ? null : longest;
    }

    private boolean canWrite(Value value, View view) {
        Task producer = producers.get(value);
        return producer != null && producer.canWrite(view);
    }
}
