package io.github.coconut4j.curriculum.analysis.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.ThoughtFigures;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The files an analysis leaves: a page, its pictures as SVG, the numbers as JSON and CSV.
 *
 * @param folder they are in
 */
public record AnalysisFiles(Path folder) {
    private static final JsonMapper JSON = ConfigFormat.json();

    /**
     * Makes the folder, before any work is done for it.
     *
     * @throws CurriculumException if it cannot be made
     */
    public static AnalysisFiles in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CurriculumException("The folder " + folder + " cannot be made: give another one.", e);
        }
        return new AnalysisFiles(folder);
    }

    /** The page. */
    public Path page() {
        return folder.resolve("analysis.html");
    }

    /**
     * Writes all of them.
     *
     * @throws CurriculumException if one cannot be written
     */
    public void write(AnalysisReport report) {
        AnalysisCharts charts = new AnalysisCharts(report);
        WholeFiles.write(
                page(),
                AnalysisPage.of(report, charts, json(report.models().get(0).trees())));
        charts.all()
                .forEach((name, svg) -> WholeFiles.write(
                        folder.resolve(name + ".svg"),
                        svg.replaceFirst("<svg ", "<svg color=\"#1d2530\" ").replace("currentColor", "#1d2530")));
        WholeFiles.write(folder.resolve("analysis.json"), json(report) + "\n");
        WholeFiles.write(folder.resolve("thoughts.csv"), thoughts(report));
    }

    private static String json(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a report without JSON", cannotHappen);
        }
    }

    private static String thoughts(AnalysisReport report) {
        StringBuilder csv = new StringBuilder("model,thinks,thought,auc,frontier_mass,effective_nodes,dominance\n");
        for (ModelAnalysis model : report.models()) {
            for (ThoughtFigures thought : model.thoughts()) {
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%b,%d,%.6f,%.6f,%.6f,%.6f\n",
                        model.name().replace(',', ' '),
                        model.thinks(),
                        thought.thought(),
                        thought.auc(),
                        thought.frontierMass(),
                        thought.effectiveNodes(),
                        thought.dominance()));
            }
        }
        return csv.toString();
    }
}
