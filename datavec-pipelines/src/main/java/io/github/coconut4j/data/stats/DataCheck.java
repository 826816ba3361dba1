package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a data set is fit to train on.
 *
 * @param name of the data set
 * @param rows number of problems
 * @param repeated questions that came before, be it with the sentences in another order
 * @param withoutSteps problems without a reasoning chain
 * @param unanswerable graph problems whose right option cannot be reached, or whose wrong one can
 * @param brokenGraphs problems whose graph cannot be read
 * @param leaked questions that another data set has as well; empty if there was none to compare with
 * @param shortcuts how far one gets without reasoning; empty if it is not about graphs
 */
public record DataCheck(
        String name,
        long rows,
        long repeated,
        long withoutSteps,
        long unanswerable,
        long brokenGraphs,
        Optional<Long> leaked,
        Optional<ShortcutTable> shortcuts) {

    /** Checks a data set on its own; reads it three times. */
    public static DataCheck of(ProblemSource source) {
        return check(source, Optional.empty());
    }

    /** Checks a data set, and whether its questions are among those of another, which must be kept apart from it. */
    public static DataCheck against(ProblemSource source, ProblemSource other) {
        return check(source, Optional.of(other));
    }

    /** One sentence for everything that is wrong; empty if nothing is. Shortcuts are not wrong, only worth knowing. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        complain(complaints, repeated, "questions repeat earlier ones");
        complain(complaints, unanswerable, "problems cannot be answered from their facts, or both options are right");
        complain(complaints, brokenGraphs, "problems have a graph that cannot be read");
        complain(complaints, leaked.orElse(0L), "questions are in the other data set as well");
        return complaints;
    }

    private static DataCheck check(ProblemSource source, Optional<ProblemSource> other) {
        long withoutSteps = 0;
        long unanswerable = 0;
        long broken = 0;
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            withoutSteps += problem.steps().isEmpty() ? 1 : 0;
            try {
                Optional<FactGraph> graph = FactGraph.of(problem);
                unanswerable += graph.isPresent() && !new GraphFigures(graph.get()).isAnswerable() ? 1 : 0;
            } catch (DataException e) {
                broken++;
            }
        }
        QuestionKeys keys = QuestionKeys.of(source);
        return new DataCheck(
                source.name(),
                source.size(),
                keys.repeated(),
                withoutSteps,
                unanswerable,
                broken,
                other.map(keys::contained),
                broken > 0 ? Optional.empty() : ShortcutTable.of(source, source.size()));
    }

    private static void complain(List<String> complaints, long count, String what) {
        if (count > 0) {
            complaints.add(count + " " + what + ".");
        }
    }
}
