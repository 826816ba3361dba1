package io.github.coconut4j.curriculum.audit.distribution;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.run.Obstacles;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A model's answers on problems of other distributions, those that it can be asked. */
public final class DistributionAnswers {
    private final TrainedModel model;
    private final Evaluator evaluator;
    private final Consumer<String> progress;
    private final List<OtherDistribution> found = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /**
     * None yet.
     *
     * @param model stays open, and is the caller's
     * @param evaluator of the model; both belong to the caller
     * @param progress is told what is asked
     */
    public DistributionAnswers(TrainedModel model, Evaluator evaluator, Consumer<String> progress) {
        this.model = model;
        this.evaluator = evaluator;
        this.progress = progress;
    }

    /**
     * Asks problems as the model is asked after its training.
     *
     * @param name of the problems, as the report shows it
     * @param problems with their answers
     */
    public void ask(String name, List<Problem> problems) {
        ask(name, problems, model::layout);
    }

    /**
     * Asks problems that are harder than the usual ones, with as many places to think as they say.
     *
     * @param harder of the kinds that {@link HarderProblems#than} finds
     */
    public void ask(HarderProblems harder) {
        List<Problem> problems = IntStream.range(
                        0, Math.toIntExact(harder.problems().size()))
                .mapToObj(row -> harder.problems().problem(0, row))
                .toList();
        Function<Problem, Layout> layout = problem -> {
            Layout usual = model.layout(problem);
            return usual.withPlaces((int) Math.round(usual.places() * harder.stretch()));
        };
        if (harder.stretch() > 1
                && problems.stream().allMatch(problem -> model.layout(problem).places() == 0)) {
            leftOut.add(harder.name() + ": the model has no places to think in.");
        } else {
            ask(harder.name(), problems, layout);
        }
    }

    /**
     * Asks problems with their facts in another order and with names exchanged.
     *
     * @param problems of which those with a graph are asked
     * @param seed of both
     */
    public void askInOtherForms(List<Problem> problems, long seed) {
        List<Problem> graphs = problems.stream()
                .filter(problem -> FactGraph.of(problem).isPresent())
                .toList();
        for (OtherForm form : OtherForm.values()) {
            if (graphs.isEmpty()) {
                leftOut.add(form.words() + ": no problem has a graph.");
            } else {
                ask(
                        form.words(),
                        IntStream.range(0, graphs.size())
                                .mapToObj(row -> form.of(
                                        graphs.get(row),
                                        FactGraph.of(graphs.get(row)).orElseThrow(),
                                        seed,
                                        row))
                                .toList());
            }
        }
    }

    /**
     * Asks problems with one and with two places to think more than in training; a model without places is not asked.
     *
     * @param problems of the usual kind
     */
    public void askWithMorePlaces(List<Problem> problems) {
        boolean places =
                problems.stream().anyMatch(problem -> model.layout(problem).places() > 0);
        for (int more = 1; places && more <= 2; more++) {
            int added = more;
            ask(more == 1 ? "one place more to think" : "two places more to think", problems, problem -> {
                Layout layout = model.layout(problem);
                return layout.withPlaces(layout.places() + added);
            });
        }
    }

    private void ask(String name, List<Problem> problems, Function<Problem, Layout> layout) {
        List<Problem> fitting = new ArrayList<>();
        Optional<String> reason = Optional.empty();
        for (Problem problem : problems) {
            Optional<String> unable = Obstacles.to(model, problem, layout.apply(problem));
            if (unable.isEmpty()) {
                fitting.add(problem);
            } else if (reason.isEmpty()) {
                reason = unable;
            }
        }
        int not = problems.size() - fitting.size();
        reason.ifPresent(words -> leftOut.add("%s: %s. The first: %s"
                .formatted(
                        name,
                        fitting.isEmpty()
                                ? "not asked"
                                : "%d of %d problems were not asked".formatted(not, problems.size()),
                        words)));
        if (!fitting.isEmpty()) {
            progress.accept("other problems: " + name);
            found.add(new OtherDistribution(
                    name,
                    AnswerCounts.of(evaluator.answer(new ListSource(name, fitting, name), fitting.size(), layout))));
        }
    }

    /** {@return what was found, in the order it was asked} */
    public List<OtherDistribution> found() {
        return List.copyOf(found);
    }

    /** {@return what was not asked, and why} */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }
}
