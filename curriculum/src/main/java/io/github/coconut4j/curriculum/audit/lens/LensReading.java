package io.github.coconut4j.curriculum.audit.lens;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.internal.tree.Superposition;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a problem's frontier, the nodes k edges from the asked one, stands in thought k (experiment E10), means over the problems.
 *
 * @param thought k, from 1
 * @param auc chance that a node of the frontier scores above another one of the problem
 * @param control the same in the thought of another problem: what there is to see in anybody's
 * @param mass share of the frontier in a softmax over the problem's nodes
 * @param massControl the same in the thought of another problem
 * @param nodes e to the entropy of that softmax: nodes in play
 * @param dominance share of the first of the two best
 * @param onWay share of the nodes of the frontier that are on a shortest way to the target
 * @param both two ways at once: the smaller of the shares of the nodes on a shortest way and of the rest of the frontier, over the problems that have both
 * @param bothControl the same in the thought of another problem
 */
public record LensReading(
        int thought,
        double auc,
        double control,
        double mass,
        double massControl,
        double nodes,
        double dominance,
        double onWay,
        double both,
        double bothControl) {

    /**
     * Nodes of one problem in one thought.
     *
     * @param seen all of them
     * @param onWay share of those of the frontier that are on a shortest way to the target
     * @param offWay share of the rest of the frontier
     */
    record Nodes(Superposition seen, double onWay, double offWay) {
        /** NaN if either is missing. */
        double both() {
            return Math.min(onWay, offWay);
        }
    }

    static LensReading of(int thought, List<Nodes> problems, List<Nodes> others) {
        List<Superposition> own = problems.stream().map(Nodes::seen).toList();
        List<Superposition> strangers = others.stream().map(Nodes::seen).toList();
        return new LensReading(
                thought,
                mean(own, Superposition::auc),
                mean(strangers, Superposition::auc),
                mean(own, Superposition::frontierMass),
                mean(strangers, Superposition::frontierMass),
                mean(own, Superposition::effectiveNodes),
                mean(own, Superposition::dominance),
                mean(problems, Nodes::onWay),
                mean(problems, Nodes::both),
                mean(others, Nodes::both));
    }

    private static <T> double mean(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * {@return the exhibit with all thoughts side by side}
     *
     * @param readings by thoughts
     */
    public static Exhibit exhibit(List<LensReading> readings) {
        Bars bars = Bars.shares("AUC of the frontier");
        for (LensReading each : readings) {
            bars = bars.with("its own thought", "thought " + each.thought, each.auc)
                    .with("another problem's", "thought " + each.thought, each.control);
        }
        return Exhibit.of(
                "lens",
                "What can be read from a thought",
                "Nodes are scored by the LM head on the thought. AUC: how often a node k steps from the root scores above any other in thought k; 0.5 is chance. The control "
                        + "is the same reading of another problem's thought. Both at once: the smaller of two shares, of the nodes on a shortest way to the target and of the other nodes of the "
                        + "frontier. What can be read need not be used; pauses and chains can show frontiers too: ./coconut analyze "
                        + "--beside stands them side by side.",
                readings,
                List.of(
                        Column.count("thought", LensReading::thought),
                        Column.number("AUC", LensReading::auc),
                        Column.number("AUC, control", LensReading::control),
                        Column.number("mass", LensReading::mass),
                        Column.number("mass, control", LensReading::massControl),
                        Column.number("nodes in play", LensReading::nodes),
                        Column.number("first of two", LensReading::dominance),
                        Column.number("on the way", LensReading::onWay),
                        Column.number("both at once", LensReading::both),
                        Column.number("both, control", LensReading::bothControl)),
                bars);
    }
}
