package io.github.coconut4j.cli.data;

import io.github.coconut4j.data.stats.DatasetStats;
import io.github.coconut4j.data.stats.Histogram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code data stats --json} prints.
 *
 * @param name of the data set
 * @param fingerprint of the data set
 * @param rows number of problems
 * @param leftOut what of the file was not read
 * @param notes what else is worth knowing
 * @param figures by name, in the order of the table
 */
record StatsReport(
        String name,
        String fingerprint,
        long rows,
        List<String> leftOut,
        List<String> notes,
        Map<String, FigureReport> figures) {

    static StatsReport of(DatasetStats stats) {
        Map<String, FigureReport> figures = new LinkedHashMap<>();
        stats.figures().forEach((name, figure) -> figures.put(name, FigureReport.of(figure)));
        return new StatsReport(
                stats.name(), stats.fingerprint(), stats.rows(), stats.leftOut(), stats.notes(), figures);
    }

    /**
     * @param problems it was counted over
     * @param mean over them
     * @param least value
     * @param most value
     * @param counts how many problems have each value
     */
    record FigureReport(long problems, double mean, int least, int most, Map<Integer, Long> counts) {

        static FigureReport of(Histogram figure) {
            return new FigureReport(figure.total(), figure.mean(), figure.least(), figure.most(), figure.counts());
        }
    }
}
