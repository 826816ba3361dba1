package io.github.coconut4j.curriculum.audit.further;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.cost.AnswerCost;
import io.github.coconut4j.curriculum.audit.cost.ForwardCost;
import io.github.coconut4j.curriculum.audit.distribution.DistributionAnswers;
import io.github.coconut4j.curriculum.audit.distribution.OtherDistribution;
import io.github.coconut4j.curriculum.audit.lens.WordThoughts;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.StagedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The experiments in which the model writes its answers: on words for thoughts, on other problems, at what cost. */
final class Answers {
    private static final int BEST_WORDS = 5;

    private final TrainedModel model;
    private final Asked asked;
    private final Evaluator evaluator;
    private final Consumer<String> progress;

    /** Answers on other problems, and what was not asked, and why. */
    record Others(List<OtherDistribution> found, List<String> leftOut) {}

    Answers(TrainedModel model, Asked asked, Evaluator evaluator, Consumer<String> progress) {
        this.model = model;
        this.asked = asked;
        this.evaluator = evaluator;
        this.progress = progress;
    }

    private List<Answer> answers(List<Problem> problems, Function<Problem, Layout> layout) {
        return evaluator.answer(Asked.source("problems", problems), problems.size(), layout);
    }

    List<WordThoughts.Result> onWords() {
        int vocabulary = model.config().vocabulary();
        Map<Integer, String> kinds = new TreeMap<>();
        kinds.put(1, "the best word");
        kinds.put(Math.min(BEST_WORDS, vocabulary - 1), "the five best words, weighted");
        kinds.put(vocabulary, "all words, weighted");
        List<WordThoughts.Result> results = new ArrayList<>();
        results.add(new WordThoughts.Result("its own thoughts", AnswerCounts.of(answers(asked.all(), model::layout))));
        kinds.forEach((best, name) -> {
            progress.accept("words for thoughts: " + name);
            WordThoughts words = new WordThoughts(model.head(), model.tokenEmbeddings(), best);
            results.add(new WordThoughts.Result(
                    name,
                    AnswerCounts.of(evaluator.answer(
                            Asked.source("problems", asked.all()), asked.all().size(), model::layout, words))));
        });
        return results;
    }

    /**
     * On other problems.
     *
     * @param others those of other sources
     */
    Others onOthers(List<ProblemSource> others, int limit, long seed) {
        DistributionAnswers distributions = new DistributionAnswers(model, evaluator, progress);
        distributions.ask("as they are", asked.all());
        distributions.askInOtherForms(asked.all(), seed);
        distributions.askWithMorePlaces(asked.all());
        others.forEach(other -> distributions.ask(other.name(), Asked.first(other, limit)));
        return new Others(distributions.found(), distributions.leftOut());
    }

    /** After k = 0 .. K places, each timed. */
    List<AnswerCost> costs() {
        ForwardCost cost = ForwardCost.of(model.config().decoder());
        int most = asked.all().stream()
                .mapToInt(problem -> model.layout(problem).places())
                .max()
                .orElse(0);
        List<AnswerCost> costs = new ArrayList<>();
        for (int k = 0; k <= most; k++) {
            int given = k;
            progress.accept("cost of %d of %d thoughts".formatted(k, most));
            Function<Problem, Layout> layout = problem -> {
                Layout usual = model.layout(problem);
                return usual.withPlaces(Math.min(given, usual.places()));
            };
            List<StagedRecord> prompts =
                    asked.all().stream().map(problem -> prompt(problem, layout)).toList();
            long before = System.nanoTime();
            List<Answer> answers = answers(asked.all(), layout);
            double seconds = (System.nanoTime() - before) / 1e9;
            costs.add(AnswerCost.of(
                    k,
                    answers,
                    prompts.stream().map(StagedRecord::length).toList(),
                    prompts.stream()
                            .map(prompt -> prompt.latents() == 0 ? 0 : prompt.length() - prompt.promptLength())
                            .toList(),
                    cost,
                    seconds));
        }
        return costs;
    }

    private StagedRecord prompt(Problem problem, Function<Problem, Layout> layout) {
        return model.encoder().prompt(problem, layout.apply(problem));
    }
}
