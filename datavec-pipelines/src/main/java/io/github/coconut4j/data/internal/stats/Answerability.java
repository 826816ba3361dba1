package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.internal.stats.Ontology.Claim;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the answer of a problem follows from its facts, and no other does: found by following all of them. */
public final class Answerability {
    private static final Pattern WORD_END = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private Answerability() {}

    /**
     * Why a problem is not sound.
     *
     * @return half a sentence; empty if it is sound, or has no facts of a kind that can be followed
     * @throws io.github.coconut4j.data.DataException if the facts cannot be read
     */
    public static Optional<String> complaint(Problem problem) {
        Optional<FactGraph> graph = FactGraph.of(problem);
        return graph.isPresent()
                ? complaint(graph.get(), problem)
                : Ontology.of(problem).flatMap(o -> complaint(o, problem));
    }

    private static Optional<String> complaint(FactGraph graph, Problem problem) {
        int[] distance = graph.distancesFrom(graph.root());
        boolean right = distance[graph.target()] != FactGraph.UNREACHABLE;
        boolean wrong = distance[graph.other()] != FactGraph.UNREACHABLE;
        String root = graph.symbols().get(graph.root());
        String target = graph.symbols().get(graph.target());
        String other = graph.symbols().get(graph.other());
        if (right && !wrong) {
            return names(problem.answer(), other) && !names(problem.answer(), target)
                    ? Optional.of("has " + other + " for an answer, but " + target + " is what follows")
                    : Optional.empty();
        }
        String reached = right ? "both %2$s and %3$s" : wrong ? "%3$s, not %2$s" : "neither %2$s nor %3$s";
        return Optional.of(("leads from %1$s to " + reached).formatted(root, target, other));
    }

    private static Optional<String> complaint(Ontology ontology, Problem problem) {
        boolean proved = ontology.consequences().contains(ontology.asked());
        boolean refuted = ontology.consequences().contains(ontology.asked().opposite());
        if (ontology.facts().stream().allMatch(Claim::holds)) {
            // nothing is ever denied: what does not follow is meant to be false
            boolean asked = ontology.asked().holds();
            proved = asked ? proved : !refuted;
            refuted = !proved;
        }
        if (proved && refuted) {
            return Optional.of("contradicts itself: its statement can be proved and refuted");
        }
        if (!proved && !refuted) {
            return Optional.of("has a statement that can neither be proved nor refuted");
        }
        return problem.agrees().equals(Optional.of(proved))
                ? Optional.empty()
                : Optional.of("has a statement that is " + proved + ", but its answer is " + problem.answer());
    }

    private static boolean names(String answer, String symbol) {
        return List.of(WORD_END.split(answer, -1)).contains(symbol);
    }
}
