package io.github.coconut4j.cli.model;

import io.github.coconut4j.curriculum.analysis.SpokenAfter;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.run.Obstacles;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Layout;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What {@code evaluate --thoughts A..B} adds: answers after each of these numbers of thoughts.
 *
 * @param after each k, the least first; empty without a range
 * @param withoutPlaces whether the model has no places for thoughts and was asked without any
 */
record SpokenAnswers(List<SpokenAfter> after, boolean withoutPlaces) {

    /**
     * Refuses what the model cannot be asked, before anything is computed.
     *
     * @throws DataException naming file and row of the first problem for which the model has no positions, or no tokens, with so many thoughts
     */
    static void check(TrainedModel model, ProblemSource problems, int limit, List<Integer> range) {
        int usual = SpokenAfter.usual(model, problems, limit);
        if (range.isEmpty() || usual == 0) {
            return;
        }
        int most = Math.max(usual, range.get(range.size() - 1));
        Function<Problem, Layout> layout = SpokenAfter.layout(model, problems, limit, most);
        for (long row = 0; most > usual && row < Math.min(problems.size(), limit); row++) {
            Problem problem = problems.problem(0, row);
            Place place = problems.place(row);
            Obstacles.to(model, problem, layout.apply(problem)).ifPresent(why -> {
                throw new DataException("%s cannot be asked with %d thoughts: %s".formatted(place, most, why));
            });
        }
    }

    /**
     * Asks a model.
     *
     * @param usual its answers as it is usually asked, which are not asked again
     */
    static SpokenAnswers of(
            TrainedModel model,
            Evaluator evaluator,
            ProblemSource problems,
            List<Answer> usual,
            List<Integer> range,
            Consumer<String> progress) {
        int places = SpokenAfter.usual(model, problems, usual.size());
        boolean without = !range.isEmpty() && places == 0;
        return new SpokenAnswers(
                (without ? List.of(0) : range)
                        .stream()
                                .map(k -> {
                                    progress.accept("words after %d thoughts".formatted(k));
                                    return k == places
                                            ? SpokenAfter.of(model, problems, k, usual)
                                            : SpokenAfter.of(model, evaluator, problems, usual.size(), k);
                                })
                                .toList(),
                without);
    }
}
