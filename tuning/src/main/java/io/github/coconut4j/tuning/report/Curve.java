package io.github.coconut4j.tuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.MetricsFile;
import java.util.List;

/**
 * The validation accuracy of one candidate along its training.
 *
 * @param candidate its number
 * @param points in the order of the steps
 */
record Curve(int candidate, List<Point> points) {

    /** After which step, and the share of right answers. */
    record Point(long step, double accuracy) {}

    static Curve of(int candidate, RunFolder run) {
        return new Curve(
                candidate,
                MetricsFile.read(run.metrics()).stream()
                        .filter(line -> line.path("event").asText().equals("evaluation"))
                        .map(Curve::point)
                        .toList());
    }

    private static Point point(JsonNode line) {
        JsonNode counts = line.path("evaluation");
        double right = counts.path("right").asDouble();
        double all = right
                + counts.path("other").asDouble()
                + counts.path("no_answer").asDouble();
        return new Point(line.path("step").asLong(), right / Math.max(1, all));
    }
}
