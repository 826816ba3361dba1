package io.github.coconut4j.cli.analyze;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.ThoughtFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of the thoughts on one screen, models side by side. */
final class AnalysisText {
    private AnalysisText() {}

    static List<String> lines(AnalysisReport report) {
        Table table = new Table("model", "right", "thought", "AUC frontier", "mass", "nodes in play", "first of two");
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
                        number(thought.dominance()));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("%d problems of %s".formatted(report.problems(), report.data()));
        lines.addAll(table.lines());
        lines.add("AUC: how often a node k steps from the root scores above any other in thought k; 0.5 is chance.");
        return lines;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
