package io.github.coconut4j.curriculum.internal.report;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.curriculum.evaluation.ThoughtSummary;
import io.github.coconut4j.curriculum.report.ChartStyle;
import io.github.coconut4j.curriculum.report.Pages;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes {@code report.html}. The page needs nothing else: charts are inlined, there are no scripts. */
public final class Report {
    private Report() {}

    /**
     * Writes the page of an experiment, finished or not.
     *
     * @param file to write
     * @param name of the experiment
     * @param settings its YAML
     * @param runs the folders of its methods
     */
    public static void write(Path file, String name, String settings, List<RunFolder> runs) {
        List<MethodHistory> methods = runs.stream().map(MethodHistory::of).toList();
        Optional<Provenance> provenance =
                runs.stream().flatMap(run -> run.readProvenance().stream()).findFirst();
        String page = Pages.fill(
                Pages.resource(Report.class, "report.html"),
                Map.ofEntries(
                        Map.entry("style", Pages.style()),
                        Map.entry("title", Pages.escape(name)),
                        Map.entry("lead", lead(methods)),
                        Map.entry("results", results(methods)),
                        Map.entry("bars", Charts.bars(methods)),
                        Map.entry("thoughts", thoughts(methods)),
                        Map.entry("accuracy", Charts.accuracy(methods)),
                        Map.entry("stages", stages(methods)),
                        Map.entry("loss", Charts.loss(methods)),
                        Map.entry(
                                "provenance", provenance.map(Report::provenance).orElse("")),
                        Map.entry("settings", Pages.escape(settings))));
        WholeFiles.write(file, page);
    }

    private static String lead(List<MethodHistory> methods) {
        return methods.stream()
                .filter(method -> method.result().isPresent())
                .map(method -> "<b>%s</b> %s"
                        .formatted(
                                Pages.escape(method.method()),
                                Pages.percent(
                                        method.result().orElseThrow().test().accuracy())))
                .collect(Collectors.joining(" · "));
    }

    private static String results(List<MethodHistory> methods) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < methods.size(); i++) {
            MethodHistory method = methods.get(i);
            int place = i;
            method.result().ifPresent(result -> rows.append(resultRow(result, place)));
        }
        return rows.toString();
    }

    private static String resultRow(RunResult result, int place) {
        Evaluation test = result.test();
        Interval interval = test.interval();
        return String.format(
                Locale.ROOT,
                """
                <tr><th scope="row"><i style="background:#%06x"></i>%s</th><td><b>%s</b></td><td>%s – %s</td>\
                <td>%,d</td><td>%,d</td><td>%,d</td><td>%.1f</td><td>%.1f</td><td>%,d</td><td>%.0f</td></tr>
                """,
                ChartStyle.colour(place).getRGB() & 0xFFFFFF,
                Pages.escape(result.method()),
                Pages.percent(test.accuracy()),
                Pages.percent(interval.low()),
                Pages.percent(interval.high()),
                test.right(),
                test.other(),
                test.noAnswer(),
                test.newTokens(),
                test.thoughts(),
                result.examples(),
                result.seconds());
    }

    private static String stages(List<MethodHistory> methods) {
        TreeSet<Integer> stages = new TreeSet<>();
        methods.forEach(method -> method.evaluations().forEach(point -> stages.add(point.stage())));
        StringBuilder table = new StringBuilder("<tr><th scope=\"col\">after stage</th>");
        stages.forEach(stage -> table.append("<th scope=\"col\">").append(stage).append("</th>"));
        table.append("</tr>\n");
        for (MethodHistory method : methods) {
            table.append("<tr><th scope=\"row\">")
                    .append(Pages.escape(method.method()))
                    .append("</th>");
            for (int stage : stages) {
                table.append("<td>")
                        .append(method.atEndOf(stage)
                                .map(point -> Pages.percent(point.accuracy()))
                                .orElse("–"))
                        .append("</td>");
            }
            table.append("</tr>\n");
        }
        return table.toString();
    }

    /** Norm of each thought and its cosine to the nearest token, for the methods that think. */
    private static String thoughts(List<MethodHistory> methods) {
        StringBuilder rows = new StringBuilder();
        for (MethodHistory method : methods) {
            List<ThoughtSummary> geometry =
                    method.result().map(result -> result.test().geometry()).orElse(List.of());
            for (ThoughtSummary thought : geometry) {
                rows.append(String.format(
                        Locale.ROOT,
                        "<tr><th scope=\"row\">%s</th><td>%d</td><td>%.2f</td><td>%.3f</td></tr>\n",
                        Pages.escape(method.method()),
                        thought.thought() + 1,
                        thought.norm(),
                        thought.cosine()));
            }
        }
        return rows.isEmpty()
                ? ""
                : Pages.fill(Pages.resource(Report.class, "thoughts.html"), Map.of("rows", rows.toString()));
    }

    private static String provenance(Provenance provenance) {
        return "coconut4j %s · Java %s · %s · %s · seed %d · started %s"
                .formatted(
                        Pages.escape(provenance.coconut4j()),
                        Pages.escape(provenance.java()),
                        Pages.escape(provenance.nd4j()),
                        Pages.escape(provenance.system()),
                        provenance.seed(),
                        Pages.escape(provenance.started()));
    }
}
