package io.github.coconut4j.curriculum.analysis.report;

import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.HeightFigures;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.ThoughtFigures;
import io.github.coconut4j.curriculum.report.Pages;
import java.util.Locale;
import java.util.Map;

/** {@code analysis.html}: one page that needs nothing else. Trees are drawn by a small script from the numbers in the page. */
final class AnalysisPage {
    private AnalysisPage() {}

    /**
     * Writes the page.
     *
     * @param trees of the first model as JSON
     * @param readings of the thoughts about the same problems as JSON
     */
    static String of(AnalysisReport report, AnalysisCharts charts, String trees, String readings) {
        StringBuilder models = new StringBuilder();
        for (int i = 0; i < report.models().size(); i++) {
            models.append(model(report.models().get(i), charts, i + 1));
        }
        return Pages.fill(
                Pages.resource(AnalysisPage.class, "analysis.html"),
                Map.ofEntries(
                        Map.entry("style", Pages.style()),
                        Map.entry("title", Pages.escape(report.models().get(0).name())),
                        Map.entry("data", Pages.escape(report.data())),
                        Map.entry("problems", String.format(Locale.ROOT, "%,d", report.problems())),
                        Map.entry("answers", answers(report)),
                        Map.entry("auc", charts.figure("auc")),
                        Map.entry("mass", charts.figure("mass")),
                        Map.entry("nodes", charts.figure("nodes")),
                        Map.entry("thoughts", thoughts(report)),
                        Map.entry("models", models.toString()),
                        Map.entry("script", Pages.resource(AnalysisPage.class, "tree.js")),
                        Map.entry("trees", trees.replace("<", "\\u003c")),
                        Map.entry("readings", readings.replace("<", "\\u003c"))));
    }

    private static String answers(AnalysisReport report) {
        StringBuilder rows = new StringBuilder();
        for (ModelAnalysis model : report.models()) {
            rows.append(row(
                    name(model),
                    Pages.percent(model.evaluation().accuracy()),
                    Pages.percent(model.evaluation().interval().low()) + " – "
                            + Pages.percent(model.evaluation().interval().high()),
                    mean(model.evaluation().thoughts()),
                    mean(model.evaluation().newTokens()),
                    share(model.tracedRight()),
                    share(model.tracedWrong())));
        }
        return rows.toString();
    }

    private static String thoughts(AnalysisReport report) {
        StringBuilder rows = new StringBuilder();
        for (ModelAnalysis model : report.models()) {
            for (ThoughtFigures thought : model.thoughts()) {
                rows.append(row(
                        name(model),
                        String.valueOf(thought.thought()),
                        number(thought.auc()),
                        share(thought.frontierMass()),
                        number(thought.effectiveNodes()),
                        share(thought.dominance()),
                        number(thought.norm()),
                        number(thought.cosine())));
            }
        }
        return rows.toString();
    }

    private static String model(ModelAnalysis model, AnalysisCharts charts, int number) {
        StringBuilder heights = new StringBuilder();
        for (HeightFigures figures : model.heights()) {
            heights.append(row(
                    String.valueOf(figures.thoughts()),
                    String.valueOf(figures.height()),
                    share(figures.leading()),
                    share(figures.astray()),
                    String.valueOf(figures.nodes())));
        }
        return Pages.fill(
                Pages.resource(AnalysisPage.class, "model.html"),
                Map.of(
                        "name",
                        Pages.escape(name(model)),
                        "values",
                        charts.figure("values-" + number),
                        "height",
                        charts.figure("heights-" + number),
                        "paths",
                        charts.figure("paths-" + number),
                        "adaptive",
                        part("adaptive", model, charts.figure("adaptive-" + number)),
                        "projection",
                        part("projection", model, charts.figure("projection-" + number)),
                        "heights",
                        heights.toString()));
    }

    /** A heading, a formula and a chart; nothing where there is no chart. */
    private static String part(String resource, ModelAnalysis model, String figure) {
        return figure.isEmpty()
                ? ""
                : Pages.fill(
                        Pages.resource(AnalysisPage.class, resource + ".html"),
                        Map.of("name", Pages.escape(name(model)), "figure", figure));
    }

    private static String name(ModelAnalysis model) {
        return model.name() + (model.thinks() ? "" : " (control)");
    }

    private static String row(String head, String... cells) {
        StringBuilder row = new StringBuilder("<tr><th scope=\"row\">")
                .append(Pages.escape(head))
                .append("</th>");
        for (String cell : cells) {
            row.append("<td>").append(Pages.escape(cell)).append("</td>");
        }
        return row.append("</tr>\n").toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Of whole numbers, as the other tables show it. */
    private static String mean(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "–" : Pages.percent(value);
    }
}
