package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.evaluation.AnswerFigures;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.PairedComparison;
import io.github.coconut4j.data.ProblemSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Answers of one model or several, in words and tables. */
final class EvaluateText {
    private EvaluateText() {}

    static List<String> lines(List<ModelAnswers> models, ProblemSource problems) {
        List<String> lines = new ArrayList<>();
        if (models.size() == 1) {
            lines.add(EvaluateCommand.sentence(models.get(0).evaluation()));
        } else {
            lines.addAll(table(models));
        }
        lines.add("");
        lines.addAll(more(models, problems));
        if (models.get(0).harder().isPresent()) {
            lines.add("");
            lines.addAll(HarderAnswers.lines(models));
        }
        if (!models.get(0).spoken().after().isEmpty()) {
            lines.add("");
            lines.addAll(SpokenReport.lines(models, problems));
        }
        for (int i = 1; i < models.size(); i++) {
            lines.add("");
            lines.add(comparison(models.get(0), models.get(i)));
        }
        return lines;
    }

    private static List<String> table(List<ModelAnswers> models) {
        Table table =
                new Table("model", "right", "95 % interval", "other option", "no answer", "new tokens", "thoughts");
        for (ModelAnswers model : models) {
            Evaluation all = model.evaluation();
            table.add(
                    model.name(),
                    percent(all.accuracy()),
                    "%s - %s"
                            .formatted(
                                    number(100 * all.interval().low()),
                                    number(100 * all.interval().high())),
                    String.valueOf(all.other()),
                    String.valueOf(all.noAnswer()),
                    number(all.newTokens()),
                    number(all.thoughts()));
        }
        return table.lines();
    }

    private static List<String> more(List<ModelAnswers> models, ProblemSource problems) {
        List<AnswerFigures> figures = models.stream()
                .map(model -> AnswerFigures.of(problems, model.answers()))
                .toList();
        TreeSet<Integer> depths = new TreeSet<>();
        figures.forEach(one -> depths.addAll(one.byDepth().keySet()));
        List<String> head = new ArrayList<>(List.of(
                "model", "writes steps", "steps as given", "passes", "ms in batches", "ms alone", "95 % below"));
        depths.forEach(depth -> head.add(depth + (depth == 1 ? " step" : " steps")));
        Table table = new Table(head.toArray(String[]::new));
        for (int i = 0; i < models.size(); i++) {
            AnswerFigures one = figures.get(i);
            List<String> row = new ArrayList<>(List.of(
                    models.get(i).name(),
                    percent(one.writesSteps()),
                    percent(one.stepsAsGiven()),
                    number(one.passes()),
                    number(models.get(i).milliseconds()),
                    models.get(i).alone().map(times -> number(times.median())).orElse("-"),
                    models.get(i).alone().map(times -> number(times.p95())).orElse("-")));
            for (int depth : depths) {
                AnswerFigures.Share share = one.byDepth().get(depth);
                row.add(share == null ? "-" : "%s of %d".formatted(percent(share.accuracy()), share.problems()));
            }
            table.add(row.toArray(String[]::new));
        }
        List<String> lines = new ArrayList<>(table.lines());
        models.get(0)
                .alone()
                .ifPresent(times -> lines.add(
                        "ms alone: median of %d questions asked one at a time, plans made; passes: keys and values kept."
                                .formatted(times.questions())));
        return lines;
    }

    private static String comparison(ModelAnswers first, ModelAnswers second) {
        PairedComparison pair = PairedComparison.of(first.answers(), second.answers());
        return String.format(
                Locale.ROOT,
                "%s is %.1f points %s %s: only the one is right in %d, only the other in %d; p = %.2g (McNemar, exact)%s",
                first.name(),
                100 * Math.abs(pair.difference()),
                pair.difference() < 0 ? "below" : "above",
                second.name(),
                pair.onlyFirst(),
                pair.onlySecond(),
                pair.p(),
                Double.isNaN(pair.smallestVisible())
                        ? "; so few differ that no difference could have been found."
                        : String.format(
                                Locale.ROOT,
                                "; the smallest difference that could have been found is %.1f points.",
                                100 * pair.smallestVisible()));
    }

    private static String percent(double share) {
        return number(100 * share) + " %";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
