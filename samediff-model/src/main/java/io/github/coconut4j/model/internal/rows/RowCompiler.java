package io.github.coconut4j.model.internal.rows;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.tasks.StockTask;
import io.github.coconut4j.model.internal.tasks.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Turns a cluster of row-wise tasks into the program of a row kernel. */
final class RowCompiler {
    private final RowCluster cluster;
    private final Function<Value, View> place;
    private final List<Task> tasks = new ArrayList<>();
    private final Map<Value, Integer> lastRead = new HashMap<>();
    private final Registers blocks = new Registers();
    private final Registers byRow = new Registers();
    private final Map<Value, Integer> register = new HashMap<>();
    private final List<RowProgram.Move> loads = new ArrayList<>();
    private final List<RowProgram.Instruction> instructions = new ArrayList<>();

    private RowCompiler(RowCluster cluster, Function<Value, View> place) {
        this.cluster = cluster;
        this.place = place;
    }

    /**
     * The program of a cluster.
     *
     * @param place where each value that is read or kept lives
     */
    static RowProgram compile(RowCluster cluster, Function<Value, View> place) {
        return new RowCompiler(cluster, place).compile();
    }

    private RowProgram compile() {
        findNeeded();
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            task.inputs().forEach(this::load);
            emit(task, i);
        }
        List<RowProgram.Move> stores = new ArrayList<>();
        for (Value result : cluster.results()) {
            if (register.containsKey(result)) { // sums of columns are written by the instruction itself
                stores.add(new RowProgram.Move(place.apply(result), register.get(result), isByRow(result)));
            }
        }
        Rows rows = cluster.rows();
        return new RowProgram(rows.count(), rows.width(), blocks.count(), byRow.count(), loads, instructions, stores);
    }

    /** Drops tasks whose results nobody needs (parts of what is computed again) and notes how long each value is needed. */
    private void findNeeded() {
        Set<Value> needed = new HashSet<>(cluster.results());
        List<Task> all = cluster.tasks();
        for (int i = all.size() - 1; i >= 0; i--) {
            Task task = all.get(i);
            if (task.sink() != null || task.outputs().stream().anyMatch(needed::contains)) {
                tasks.add(0, task);
                needed.addAll(task.inputs());
            }
        }
        for (int i = 0; i < tasks.size(); i++) {
            for (Value input : tasks.get(i).inputs()) {
                lastRead.put(input, i);
            }
        }
        cluster.results().forEach(result -> lastRead.put(result, Integer.MAX_VALUE));
    }

    private boolean isByRow(Value value) {
        return cluster.rows().cover(value) == Rows.Cover.BY_ROW;
    }

    private Registers registersOf(Value value) {
        return isByRow(value) ? byRow : blocks;
    }

    private void load(Value value) {
        if (!register.containsKey(value)) {
            int at;
            if (cluster.rows().cover(value)
                    == Rows.Cover.SHARED) { // filled once, not once a block: a register of its own
                lastRead.put(value, Integer.MAX_VALUE);
                at = blocks.takeNew();
            } else {
                at = registersOf(value).take();
            }
            register.put(value, at);
            push(RowOp.LOAD, at, loads.size(), -1, isByRow(value), 0, null);
            loads.add(new RowProgram.Move(cluster.rows().stretch(value, place.apply(value)), at, isByRow(value)));
        }
    }

    /** Registers of inputs that are not needed again may hold the output: every loop reads an element before it writes it. */
    private int output(Task task, int position) {
        for (Value input : new HashSet<>(task.inputs())) {
            if (lastRead.get(input) == position) {
                registersOf(input).give(register.get(input));
            }
        }
        int at = registersOf(task.output()).take();
        register.put(task.output(), at);
        return at;
    }

    private void emit(Task task, int position) {
        Node node = task.node();
        int a = register.get(task.input(0));
        boolean column = isByRow(task.input(0));
        switch (node.op()) {
            case "add" -> binary(RowOp.ADD, RowOp.ADD_BY_ROW, task, position);
            case "subtract" -> binary(RowOp.SUBTRACT, RowOp.SUBTRACT_BY_ROW, task, position);
            case "multiply" -> binary(RowOp.MULTIPLY, RowOp.MULTIPLY_BY_ROW, task, position);
            case "divide" -> divide(task, position);
            case "mul_scalar" -> unary(RowOp.MULTIPLY_NUMBER, node.scalar(), column, a, task, position);
            case "div_scalar" -> unary(RowOp.MULTIPLY_NUMBER, 1 / node.scalar(), column, a, task, position);
            case "add_scalar" -> unary(RowOp.ADD_NUMBER, node.scalar(), column, a, task, position);
            case "sub_scalar" -> unary(RowOp.ADD_NUMBER, -node.scalar(), column, a, task, position);
            case "pow" -> unary(RowOp.POWER, node.scalar(), column, a, task, position);
            case "square" -> push(RowOp.MULTIPLY, output(task, position), a, a, column, 0, null);
            case "cube" -> twice(RowOp.MULTIPLY, a, task, position);
            case "sqrt" -> unary(RowOp.POWER, 0.5, column, a, task, position);
            case "rsqrt" -> unary(RowOp.POWER, -0.5, column, a, task, position);
            case "Reciprocal" -> unary(RowOp.POWER, -1, column, a, task, position);
            case "neg" -> unary(RowOp.MULTIPLY_NUMBER, -1, column, a, task, position);
            case "rsub_scalar" -> {
                unary(RowOp.MULTIPLY_NUMBER, -1, column, a, task, position);
                again(RowOp.ADD_NUMBER, node.scalar(), task);
            }
            case "rdiv_scalar" -> {
                unary(RowOp.POWER, -1, column, a, task, position);
                again(RowOp.MULTIPLY_NUMBER, node.scalar(), task);
            }
            case "relu" -> unary(RowOp.MAX_NUMBER, node.scalar(), column, a, task, position);
            case "step" -> unary(RowOp.ABOVE_NUMBER, node.scalar(), column, a, task, position);
            case "swish" -> twice(RowOp.SIGMOID, a, task, position);
            case "exp" -> unary(RowOp.EXP, 0, column, a, task, position);
            case "tanh" -> unary(RowOp.TANH, 0, column, a, task, position);
            case "sigmoid" -> unary(RowOp.SIGMOID, 0, column, a, task, position);
            case "softmax" -> softmax(a, task, position);
            case "reduce_mean" ->
                push(
                        RowOp.SUM_ROW,
                        output(task, position),
                        a,
                        -1,
                        false,
                        1.0 / cluster.rows().width(),
                        null);
            case "reduce_sum" -> sum(a, task, position);
            default -> throw new IllegalStateException("no row form of " + node.op());
        }
    }

    private void unary(RowOp op, double number, boolean column, int a, Task task, int position) {
        push(op, output(task, position), a, -1, column, number, null);
    }

    /** Goes on with the result of a task in its place. */
    private void again(RowOp op, double number, Task task) {
        int at = register.get(task.output());
        push(op, at, at, -1, isByRow(task.output()), number, null);
    }

    /** The input times what an op makes of it: x sigmoid(x), x (x x). */
    private void twice(RowOp op, int a, Task task, int position) {
        boolean column = isByRow(task.input(0));
        Registers registers = registersOf(task.input(0));
        int once = registers.take();
        push(op, once, a, a, column, 0, null);
        push(RowOp.MULTIPLY, output(task, position), a, once, column, 0, null);
        registers.give(once);
    }

    private void sum(int a, Task task, int position) {
        if (StockTask.sumsColumns(task.node())) {
            boolean adds = task.sink() != null;
            View sink = adds ? task.sink() : place.apply(task.output());
            push(RowOp.SUM_COLUMNS, -1, a, -1, false, adds ? 1 : 0, sink);
        } else {
            push(RowOp.SUM_ROW, output(task, position), a, -1, false, 1, null);
        }
    }

    private void binary(RowOp alike, RowOp wholeAndColumn, Task task, int position) {
        int a = register.get(task.input(0));
        int b = register.get(task.input(1));
        boolean columnA = isByRow(task.input(0));
        boolean columnB = isByRow(task.input(1));
        if (columnA == columnB) {
            push(alike, output(task, position), a, b, columnA, 0, null);
        } else if (columnB) {
            push(wholeAndColumn, output(task, position), a, b, false, 0, null);
        } else if (alike == RowOp.ADD || alike == RowOp.MULTIPLY) {
            push(wholeAndColumn, output(task, position), b, a, false, 0, null);
        } else {
            stretchThen(alike, a, b, task, position);
        }
    }

    private void stretchThen(RowOp op, int column, int whole, Task task, int position) {
        int stretched = blocks.take();
        push(RowOp.STRETCH, stretched, column, -1, false, 0, null);
        push(op, output(task, position), stretched, whole, false, 0, null);
        blocks.give(stretched);
    }

    private void divide(Task task, int position) {
        boolean wholeByColumn = !isByRow(task.input(0)) && isByRow(task.input(1));
        if (!wholeByColumn) {
            binary(RowOp.DIVIDE, null, task, position);
            return;
        }
        int inverse = byRow.take();
        push(RowOp.POWER, inverse, register.get(task.input(1)), -1, true, -1, null);
        int a = register.get(task.input(0));
        push(RowOp.MULTIPLY_BY_ROW, output(task, position), a, inverse, false, 0, null);
        byRow.give(inverse);
    }

    private void softmax(int a, Task task, int position) {
        int number = byRow.take();
        int out = output(task, position);
        push(RowOp.MAX_ROW, number, a, -1, false, 0, null);
        push(RowOp.SUBTRACT_BY_ROW, out, a, number, false, 0, null);
        push(RowOp.EXP, out, out, -1, false, 0, null);
        push(RowOp.SUM_ROW, number, out, -1, false, 1, null);
        push(RowOp.POWER, number, number, -1, true, -1, null);
        push(RowOp.MULTIPLY_BY_ROW, out, out, number, false, 0, null);
        byRow.give(number);
    }

    private void push(RowOp op, int out, int a, int b, boolean column, double number, View sink) {
        instructions.add(new RowProgram.Instruction(op, out, a, b, column, number, sink));
    }

    /** Numbers of registers, the ones given back first. */
    private static final class Registers {
        private final Deque<Integer> free = new ArrayDeque<>();
        private int count;

        int take() {
            return free.isEmpty() ? count++ : free.pop();
        }

        int takeNew() {
            return count++;
        }

        void give(int register) {
            free.push(register);
        }

        int count() {
            return count;
        }
    }
}
