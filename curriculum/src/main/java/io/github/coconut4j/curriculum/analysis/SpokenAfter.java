package io.github.coconut4j.curriculum.analysis;

import io.github.coconut4j.curriculum.analysis.tree.PathOutcome;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Layout;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a model says when it has to speak after k thoughts, fewer or more than it usually has (Hao et al. 2024, section 5.1: k thoughts, then words).
 *
 * @param thoughts k. It counts for the problem with the most thoughts: one that is usually given fewer has at most those, and as many more as that one where k is beyond
 *     its usual number. Pauses and whatever else stands in the places of thoughts count as such
 * @param known whether the end of training has shown the model so many: its usual number, or fewer if stages were mixed. Of an imported model nothing is known
 * @param answers to the problems, in their order
 */
public record SpokenAfter(int thoughts, boolean known, List<Answer> answers) {
    public SpokenAfter {
        answers = List.copyOf(answers);
    }

    /**
     * Asks a model.
     *
     * @param model that is asked
     * @param evaluator of the model
     * @param problems to be asked
     * @param count at most so many of them, the first ones
     * @param thoughts k, 0 or more; 0 for a model without places for them
     * @return its answers
     */
    public static SpokenAfter of(
            TrainedModel model, Evaluator evaluator, ProblemSource problems, int count, int thoughts) {
        return of(
                model, problems, thoughts, evaluator.answer(problems, count, layout(model, problems, count, thoughts)));
    }

    /**
     * Takes answers for what they are.
     *
     * @param model that gave them
     * @param problems that were asked
     * @param thoughts k
     * @param answers after so many
     * @return the same, with k
     */
    public static SpokenAfter of(TrainedModel model, ProblemSource problems, int thoughts, List<Answer> answers) {
        int usual = usual(model, problems, answers.size());
        boolean shown = thoughts == usual
                || (thoughts < usual && model.state().curriculum().mixes());
        return new SpokenAfter(thoughts, shown && !model.imported(), answers);
    }

    /**
     * {@return the most thoughts that a model usually has about one of these problems; 0 if it has no places for any}
     *
     * @param model as it is asked after its training
     * @param problems to be asked
     * @param count at most so many of them, the first ones
     */
    public static int usual(TrainedModel model, ProblemSource problems, int count) {
        return IntStream.range(0, (int) Math.min(problems.size(), count))
                .map(row -> model.layout(problems.problem(0, row)).places())
                .max()
                .orElse(0);
    }

    /**
     * {@return how the problems are laid out for k thoughts}
     *
     * @param model that is asked
     * @param problems to be asked
     * @param count at most so many of them, the first ones
     * @param thoughts k
     */
    public static Function<Problem, Layout> layout(
            TrainedModel model, ProblemSource problems, int count, int thoughts) {
        int more = Math.max(0, thoughts - usual(model, problems, count));
        return problem -> {
            Layout usually = model.layout(problem);
            return usually.withPlaces(Math.min(thoughts, usually.places() + more));
        };
    }

    /**
     * Judges the ways that were written.
     *
     * @param problems that were asked; those without a graph are left out
     * @return how many are in each class
     */
    public PathFigures paths(ProblemSource problems) {
        Map<PathOutcome, Integer> counts = new EnumMap<>(PathOutcome.class);
        for (int row = 0; row < answers.size(); row++) {
            Answer answer = answers.get(row);
            Optional<FactGraph> graph = FactGraph.of(problems.problem(0, row));
            graph.ifPresent(facts -> counts.merge(PathOutcome.of(facts, answer), 1, Integer::sum));
        }
        return new PathFigures(thoughts, known, counts);
    }
}
