package io.github.coconut4j.curriculum.expected;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.MetricsFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run came to: at the end of every stage it has left behind and, once finished, in the test.
 *
 * @param method that was trained
 * @param shares right answers and problems, by the points of {@link Measure#at}, in the order of the training
 */
public record Measured(String method, Map<String, Share> shares) {

    /** A share as two counts. */
    public record Share(int right, int problems) {

        /** Right answers of all. */
        public double value() {
            return problems == 0 ? 0 : (double) right / problems;
        }
    }

    /** Copies the map. */
    public Measured {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }

    /** Reads the metrics and, if there is one, the result of a run. */
    public static Measured of(String method, RunFolder run) {
        Map<String, Share> shares = new LinkedHashMap<>();
        String current = "";
        for (JsonNode line : MetricsFile.read(run.metrics())) {
            current = Measure.stage(line.path("stage").asInt());
            if (line.path("event").asText().equals("evaluation")) {
                JsonNode counts = line.path("evaluation");
                int right = counts.path("right").asInt();
                shares.put(
                        current,
                        new Share(
                                right,
                                right
                                        + counts.path("other").asInt()
                                        + counts.path("no_answer").asInt()));
            }
        }
        if (run.result().isEmpty()) {
            shares.remove(current);
        }
        run.result()
                .ifPresent(result -> shares.put(
                        Measure.TEST,
                        new Share(result.test().right(), result.test().problems())));
        return new Measured(method, shares);
    }
}
