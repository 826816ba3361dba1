package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.curriculum.expected.Measure;
import io.github.coconut4j.curriculum.expected.Reproduction;
import io.github.coconut4j.curriculum.expected.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * What {@code reproduce --json} prints.
 *
 * @param passed whether every point lay in its band
 * @param judged whether there are bands
 * @param firstOutside the first evaluation that left its band, or null
 * @param points every comparison
 * @param page path of the page with curves and bands
 */
record ReproduceReport(boolean passed, boolean judged, String firstOutside, List<Point> points, String page) {

    static ReproduceReport of(Reproduction reproduction) {
        return new ReproduceReport(
                reproduction.passed(),
                reproduction.judged(),
                reproduction.firstOutside().orElse(null),
                reproduction.verdicts().stream()
                        .flatMap(verdict -> verdict.points().stream().map(point -> Point.of(verdict.method(), point)))
                        .toList(),
                reproduction.page().toString());
    }

    /**
     * @param method its name
     * @param at the point of its training
     * @param accuracy share of right answers of this run
     * @param low lower end of the band
     * @param mean what was expected
     * @param high upper end of the band
     * @param place below, inside or above
     */
    record Point(String method, String at, double accuracy, double low, double mean, double high, String place) {

        static Point of(String method, Verdict.Point point) {
            Measure expected = point.expected();
            return new Point(
                    method,
                    expected.at(),
                    point.share(),
                    expected.low(),
                    expected.mean(),
                    expected.high(),
                    point.place().name().toLowerCase(Locale.ROOT));
        }
    }
}
