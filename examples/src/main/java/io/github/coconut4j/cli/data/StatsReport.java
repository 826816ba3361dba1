package io.github.coconut4j.cli.data;

import io.github.coconut4j.data.stats.DatasetStats;
import io.github.coconut4j.data.stats.Histogram;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code data stats --json} prints.
 *
 * @param name of the data set
 * @param fingerprint of the data set
 * @param rows number of problems
 * @param figures by name, in the order of the table
 */
record StatsReport(String name, String fingerprint, long rows, Map<String, FigureReport> figures) {

    static StatsReport of(DatasetStats stats) {
        Map<String, FigureReport> figures = new LinkedHashMap<>();
        stats.figures().forEach((name, figure) -> figures.put(name, FigureReport.of(figure)));
        return new StatsReport(stats.name(), stats.fingerprint(), stats.rows(), figures);
    }

    /**
     * @param mean over the problems
     * @param least value
     * @param most value
     * @param counts how many problems have each value
     */
    record FigureReport(double mean, int least, int most, Map<Integer, Long> counts) {

        static FigureReport of(Histogram figure) {
            return new FigureReport(figure.mean(), figure.least(), figure.most(), figure.counts());
        }
    }
}
