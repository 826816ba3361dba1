package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.distribution.DistributionAnswers;
import io.github.coconut4j.curriculum.audit.distribution.HarderProblems;
import io.github.coconut4j.curriculum.audit.distribution.OtherDistribution;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What {@code evaluate --ood} adds: answers on problems that are harder than those of the file, or written otherwise.
 *
 * @param sets answers on each kind of problems, those of the file first
 * @param leftOut kinds that the model was not asked, and why
 */
record HarderAnswers(List<Kind> sets, List<String> leftOut) {
    /** Of other orders and names: the same every time. */
    private static final long SEED = 0;

    /**
     * Answers on one kind of problems.
     *
     * @param set what is different about these problems
     * @param right answered right
     * @param other answered with the other option
     * @param noAnswer texts without answer
     * @param problems in all
     * @param accuracy share of right answers
     * @param low lower end of its 95 % interval
     * @param high upper end of its 95 % interval
     */
    record Kind(
            String set, int right, int other, int noAnswer, int problems, double accuracy, double low, double high) {

        static Kind of(OtherDistribution distribution) {
            AnswerCounts answers = distribution.answers();
            return new Kind(
                    distribution.problems(),
                    answers.right(),
                    answers.other(),
                    answers.none(),
                    answers.all(),
                    answers.accuracy(),
                    answers.interval().low(),
                    answers.interval().high());
        }
    }

    /**
     * Asks a model.
     *
     * @param problems of the file
     * @param harder those drawn by a generator
     */
    static HarderAnswers of(
            TrainedModel model,
            Evaluator evaluator,
            List<Problem> problems,
            List<HarderProblems> harder,
            Consumer<String> progress) {
        DistributionAnswers answers = new DistributionAnswers(model, evaluator, progress);
        answers.ask("the file", problems);
        answers.askInOtherForms(problems, SEED);
        answers.askWithMorePlaces(problems);
        harder.forEach(answers::ask);
        return new HarderAnswers(answers.found().stream().map(Kind::of).toList(), answers.leftOut());
    }

    /** One table of all models; what one of them was not asked stands below. */
    static List<String> lines(List<ModelAnswers> models) {
        Table table = new Table("problems", "model", "how many", "right", "95 % interval", "other option", "no answer");
        List<String> notes = new ArrayList<>();
        List<String> sets = models.stream()
                .flatMap(model -> model.harder().orElseThrow().sets().stream())
                .map(Kind::set)
                .distinct()
                .toList();
        for (String set : sets) {
            for (ModelAnswers model : models) {
                model.harder().orElseThrow().sets().stream()
                        .filter(kind -> kind.set().equals(set))
                        .forEach(kind -> table.add(row(model.name(), kind)));
            }
        }
        models.forEach(model -> model.harder()
                .orElseThrow()
                .leftOut()
                .forEach(line -> notes.add(models.size() == 1 ? line : model.name() + ": " + line)));
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(notes);
        return lines;
    }

    private static String[] row(String model, Kind kind) {
        return new String[] {
            kind.set(),
            model,
            String.valueOf(kind.problems()),
            say("%.1f %%", 100 * kind.accuracy()),
            say("%.1f - %.1f", 100 * kind.low(), 100 * kind.high()),
            say("%.1f %%", 100.0 * kind.other() / kind.problems()),
            say("%.1f %%", 100.0 * kind.noAnswer() / kind.problems())
        };
    }

    private static String say(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
