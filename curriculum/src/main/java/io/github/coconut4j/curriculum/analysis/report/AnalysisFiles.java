package io.github.coconut4j.curriculum.analysis.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.internal.WholeFolders;
import io.github.coconut4j.curriculum.report.Chart;
import io.github.coconut4j.curriculum.report.FiniteOrNull;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.nio.file.Path;

/**
 * The files an analysis leaves: a page, its pictures as SVG and PNG, the numbers as JSON and CSV.
 *
 * @param folder they are in
 */
public record AnalysisFiles(Path folder) {
    private static final JsonMapper JSON = (JsonMapper) ConfigFormat.json().registerModule(FiniteOrNull.module());

    /**
     * Checks that the files can be written there, before any work is done for them; nothing is made yet.
     *
     * @param folder need not exist
     * @return the files to be
     * @throws CurriculumException if they cannot
     */
    public static AnalysisFiles in(Path folder) {
        WholeFolders.requireWritable(folder);
        return new AnalysisFiles(folder);
    }

    /** {@return the page} */
    public Path page() {
        return folder.resolve("analysis.html");
    }

    /**
     * Writes all of them.
     *
     * @param report of {@link io.github.coconut4j.curriculum.analysis.Analysis#run}
     * @throws CurriculumException if one cannot be written
     */
    public void write(AnalysisReport report) {
        WholeFiles.makeFolder(folder);
        AnalysisCharts charts = new AnalysisCharts(report);
        ModelAnalysis first = report.models().get(0);
        WholeFiles.write(page(), AnalysisPage.of(report, charts, json(first.trees()), json(first.drawnReadings())));
        charts.all().parallelStream().forEach(this::write); // half of the time is drawing
        WholeFiles.write(folder.resolve("analysis.json"), json(report) + "\n");
        WholeFiles.write(folder.resolve("thoughts.csv"), AnalysisTables.thoughts(report));
        WholeFiles.write(folder.resolve("values.csv"), AnalysisTables.values(report));
        WholeFiles.write(folder.resolve("heights.csv"), AnalysisTables.heights(report));
        WholeFiles.write(folder.resolve("paths.csv"), AnalysisTables.paths(report));
        WholeFiles.write(folder.resolve("adaptive.csv"), AnalysisTables.adaptive(report));
        WholeFiles.write(folder.resolve("readings.csv"), AnalysisTables.readings(report));
    }

    private void write(Chart chart) {
        WholeFiles.write(folder.resolve(chart.id() + ".svg"), chart.svg());
        WholeFiles.write(folder.resolve(chart.id() + ".png"), chart.png());
    }

    private static String json(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a report without JSON", cannotHappen);
        }
    }
}
