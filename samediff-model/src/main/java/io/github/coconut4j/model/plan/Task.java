package io.github.coconut4j.model.plan;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A piece of work of a plan before it is bound to memory: one node of the graph, or several that run as one. */
final class Task {
    private final TaskKind kind;
    private final Node node;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final RowCluster cluster;
    private final Attention attention;
    private final AttentionGradient gradient;
    private View sink;
    private Value base;

    private Task(
            TaskKind kind,
            Node node,
            RowCluster cluster,
            Attention attention,
            AttentionGradient gradient,
            Collection<Value> inputs,
            List<Value> outputs) {
        this.kind = kind;
        this.node = node;
        this.cluster = cluster;
        this.attention = attention;
        this.gradient = gradient;
        this.inputs = new ArrayList<>(inputs);
        this.outputs = new ArrayList<>(outputs);
    }

    static Task of(TaskKind kind, Node node) {
        return new Task(kind, node, null, null, null, node.inputs(), node.outputs());
    }

    static Task of(RowCluster cluster) {
        return new Task(TaskKind.ROWS, null, cluster, null, null, cluster.reads(), cluster.results());
    }

    static Task of(Attention attention) {
        return new Task(TaskKind.ATTENTION, null, null, attention, null, attention.inputs(), attention.outputs());
    }

    static Task of(AttentionGradient gradient) {
        return new Task(
                TaskKind.ATTENTION_GRADIENT, null, null, null, gradient, gradient.inputs(), List.of(gradient.scores()));
    }

    /** Adds a value to memory outside the plan. */
    static Task adding(Value value, View memory) {
        Task task = new Task(TaskKind.ADD_TO, null, null, null, null, List.of(value), List.of());
        task.addTo(memory);
        return task;
    }

    TaskKind kind() {
        return kind;
    }

    /** The node this task stands for; null for fused tasks. */
    Node node() {
        return node;
    }

    /** The fused tasks of a row kernel; null for others. */
    RowCluster cluster() {
        return cluster;
    }

    /** What a task of attention computes; null for others. */
    Attention attention() {
        return attention;
    }

    /** What a task of attention's backward pass computes; null for others. */
    AttentionGradient gradient() {
        return gradient;
    }

    List<Value> inputs() {
        return inputs;
    }

    Value input(int i) {
        return inputs.get(i);
    }

    List<Value> outputs() {
        return outputs;
    }

    Value output() {
        return outputs.get(0);
    }

    /** Makes the task add its result to memory outside the plan instead of giving it a place of its own. */
    void addTo(View memory) {
        sink = memory;
        outputs.clear();
    }

    /** Memory outside the plan the result is added to; null when the result is a value. */
    View sink() {
        return sink;
    }

    /** Makes a product add to another value and take its place: {@code output = value + product}. */
    void addTo(Value value, Value output) {
        base = value;
        inputs.add(value);
        outputs.set(0, output);
    }

    /** The value a product is added to, in place; null when it stands alone. */
    Value base() {
        return base;
    }

    @Override
    public String toString() {
        return kind + " " + inputs + " -> " + outputs;
    }
}
