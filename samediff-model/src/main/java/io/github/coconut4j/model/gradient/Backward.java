package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.NameScopes;
import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Derives the training graph: appends to a forward graph the operations that compute the gradient of a scalar, by one {@link Rule} per op. Reverse-mode
 * differentiation as in Griewank and Walther, "Evaluating Derivatives", chapter 3.
 *
 * <p>SameDiff's own differentiation gives the same numbers, but in ops that cost many times as much and, for gathers and weighted losses, not at all (each has a
 * test). Everything emitted here is a stock op, so the derived graph still runs under plain SameDiff.
 */
public final class Backward {
    /**
     * Begins the names of what is emitted, the operation's own name follows. So it can be told what belongs to what; and SameDiff, which tries one number after the other
     * until a name is free, and counts all names that begin alike each time, does not have to try many.
     */
    private static final String GRADIENT = "gradient/";

    private final SameDiff sd;
    private final Graph graph;
    private final Map<String, Contributions> gradients = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final CommonTerms common;
    private final Set<Value> differentiable = new HashSet<>();

    private Backward(SameDiff sd, Graph graph) {
        this.sd = sd;
        this.graph = graph;
        this.common = new CommonTerms(sd);
    }

    /**
     * Appends the gradient of {@code loss} with respect to each named variable.
     *
     * @param sd the graph; the gradients are added to it
     * @param loss a scalar
     * @param names of variables, parameters or placeholders of the graph
     * @return the gradient of every name that the loss depends on, of the variable's shape
     * @throws ModelException when ops on the way have no rule, naming all of them, or are used in a way theirs does not cover
     */
    public static Map<String, SDVariable> of(SameDiff sd, SDVariable loss, Collection<String> names) {
        Graph graph = Graph.of(sd, List.of(loss.name()));
        return new Backward(sd, graph).derive(graph.value(loss.name()), names);
    }

    private Map<String, SDVariable> derive(Value loss, Collection<String> names) {
        List<Node> path = path(loss, names);
        Rule.requireFor(path);
        Map<String, SDVariable> results = new LinkedHashMap<>();
        contribute(loss, sd.constant(Nd4j.scalar(loss.type(), 1.0)));
        for (int i = path.size() - 1; i >= 0; i--) {
            Node node = path.get(i);
            NameScopes.in(sd, GRADIENT + node.source().getOwnName(), () -> {
                through(node, names, results);
                return null;
            });
        }
        return results;
    }

    private void through(Node node, Collection<String> names, Map<String, SDVariable> results) {
        for (Value output : node.outputs()) {
            SDVariable gradient = resolve(output);
            if (gradient != null) {
                Rule.ALL.get(node.op()).apply(new Chain(node, output, gradient, this));
            }
        }
        for (Value input : new HashSet<>(node.inputs())) {
            finished(input, names, results);
        }
    }

    /** Nodes between the wanted variables and the loss, in order of computation; counts how often each value waits for a contribution. */
    private List<Node> path(Value loss, Collection<String> names) {
        names.stream().map(graph::value).filter(java.util.Objects::nonNull).forEach(differentiable::add);
        for (Node node : graph.nodes()) {
            if (node.inputs().stream().anyMatch(differentiable::contains)) {
                node.outputs().stream()
                        .filter(output -> output.type().isFPType())
                        .forEach(differentiable::add);
            }
        }
        Set<Value> reached = new HashSet<>(Set.of(loss));
        List<Node> path = new ArrayList<>();
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (node.outputs().stream()
                    .anyMatch(output -> reached.contains(output) && differentiable.contains(output))) {
                path.add(0, node);
                reached.addAll(node.inputs());
                new HashSet<>(node.inputs()).forEach(input -> open.merge(input.name(), 1, Integer::sum));
            }
        }
        return path;
    }

    /** A parameter's gradient is written down as soon as its last reader has contributed, so that nothing is kept longer than needed. */
    private void finished(Value input, Collection<String> names, Map<String, SDVariable> results) {
        boolean complete = open.merge(input.name(), -1, Integer::sum) == 0;
        if (complete && input.producer() == null && names.contains(input.name())) {
            SDVariable gradient = resolve(input);
            if (gradient != null) {
                results.put(input.name(), gradient);
            }
        }
    }

    private SDVariable resolve(Value value) {
        Contributions contributions = gradients.remove(value.name());
        return contributions == null ? null : contributions.total();
    }

    // What the rules work with.

    SameDiff graph() {
        return sd;
    }

    SDVariable variable(Value value) {
        return sd.getVariable(value.name());
    }

    boolean wants(Value value) {
        return differentiable.contains(value);
    }

    private Contributions to(Value value) {
        return gradients.computeIfAbsent(value.name(), name -> new Contributions(sd, value, common));
    }

    /** Adds a gradient that is the same along the last axis (or everywhere), given once: it stretches to the value's shape. */
    void contributeStretched(Value value, SDVariable gradient) {
        if (wants(value)) {
            to(value).addStretched(gradient);
        }
    }

    /** Adds a gradient of the value's own shape. */
    void contribute(Value value, SDVariable gradient) {
        if (wants(value)) {
            to(value).add(gradient);
        }
    }

    /** Adds {@code left^T right}, summed over their rows (the axis before the last). */
    void contributeProduct(Value value, SDVariable left, SDVariable right, long rows) {
        if (wants(value)) {
            to(value).addProduct(left, right, rows);
        }
    }

    /** Adds the sum over the rows of {@code gradient [N, D]} to a value of shape {@code [D]}. */
    void contributeColumnSum(Value value, SDVariable gradient, long rows) {
        if (wants(value)) {
            to(value).addColumnSum(gradient, rows);
        }
    }

    /** Adds the gradient of a part of the value that is cut along any number of axes. */
    void contributeBox(Value value, long[] begin, long[] sizes, SDVariable gradient) {
        if (wants(value)) {
            to(value).addBox(begin, sizes, gradient);
        }
    }

    /** Adds the gradient of a slice of the value along one axis. */
    void contributeSlice(Value value, int axis, long begin, long end, SDVariable gradient) {
        if (wants(value)) {
            to(value).addSlice(axis, begin, end, gradient);
        }
    }
}
