package io.github.coconut4j.cli.analyze;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.ThoughtFigures;
import io.github.coconut4j.data.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of the thoughts on one screen, models side by side. */
final class AnalysisText {
    private AnalysisText() {}

    static List<String> lines(AnalysisReport report) {
        Table table = new Table(
                "model", "right", "thought", "AUC frontier", "mass", "nodes in play", "first of two", "norm", "cosine");
        for (ModelAnalysis model : report.models()) {
            String right = String.format(
                    Locale.ROOT, "%.1f %%", 100 * model.evaluation().accuracy());
            for (ThoughtFigures thought : model.thoughts()) {
                table.add(
                        model.name() + (model.thinks() ? "" : " (control)"),
                        right,
                        String.valueOf(thought.thought()),
                        number(thought.auc()),
                        number(thought.frontierMass()),
                        number(thought.effectiveNodes()),
                        number(thought.dominance()),
                        number(thought.norm()),
                        number(thought.cosine()));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("%d problems of %s".formatted(report.problems(), report.data()));
        lines.addAll(table.lines());
        lines.add("AUC: how often a node k steps from the root scores above any other in thought k; 0.5 is chance.");
        lines.add("Cosine: of a thought and the one before it.");
        lines.add("");
        ModelAnalysis first = report.models().get(0);
        lines.add("What %s thinks about the first problem, %s"
                .formatted(first.name(), Texts.visible(first.trees().get(0).question())));
        lines.addAll(ReadingText.lines(first.drawnReadings().get(0)));
        return lines;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
