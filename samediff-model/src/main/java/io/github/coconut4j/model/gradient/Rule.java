package io.github.coconut4j.model.gradient;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.graph.Node;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the gradient of an op's output becomes gradients of its inputs. */
@FunctionalInterface
interface Rule {
    /** Every rule, by libnd4j's name of the op. */
    Map<String, Rule> ALL = all();

    /** Contributes to the gradients of the node's inputs. */
    void apply(Chain chain);

    /**
     * Looks for the rule of every node before any is applied.
     *
     * @throws ModelException when ops have none; names them all
     */
    static void requireFor(Collection<Node> nodes) {
        Map<String, String> missing = new TreeMap<>();
        for (Node node : nodes) {
            if (!ALL.containsKey(node.op())) {
                missing.putIfAbsent(node.op(), node.output().name());
            }
        }
        if (!missing.isEmpty()) {
            String ops = missing.entrySet().stream()
                    .map(op -> op.getKey() + " (at " + op.getValue() + ")")
                    .collect(Collectors.joining(", "));
            throw new ModelException("No backward rule for " + ops
                    + ". Write the model without, or out of ops with a rule: " + String.join(", ", names()) + ".");
        }
    }

    /** The ops that can be trained through. */
    static SortedSet<String> names() {
        return new TreeSet<>(ALL.keySet());
    }

    private static Map<String, Rule> all() {
        Map<String, Rule> all = new TreeMap<>();
        all.putAll(ElementRules.RULES);
        all.putAll(PairRules.RULES);
        all.putAll(ReductionRules.RULES);
        all.putAll(NormRules.RULES);
        all.putAll(ShapeRules.RULES);
        all.putAll(ProductRules.RULES);
        return Map.copyOf(all);
    }
}
