package io.github.coconut4j.curriculum.expected;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one run came to: at the end of every stage it has left behind and, once finished, in the test.
 *
 * @param method that was trained
 * @param shares right answers and problems, by the points of {@link Measure#at}, in the order of the training
 */
record Measured(String method, Map<String, Share> shares) {

    /** A share as two counts. */
    public record Share(int right, int problems) {

        private static Share of(Evaluation evaluation) {
            return new Share(evaluation.right(), evaluation.problems());
        }

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
        Metrics metrics = Metrics.read(run.metrics());
        metrics.evaluations().forEach(asked -> shares.put(Measure.stage(asked.stage()), Share.of(asked.evaluation())));
        Optional<RunResult> result = run.readResult();
        if (result.isEmpty()) { // the stage under way has no end yet
            metrics.last().ifPresent(last -> shares.remove(Measure.stage(last.stage())));
        }
        result.ifPresent(finished -> shares.put(Measure.TEST, Share.of(finished.test())));
        return new Measured(method, shares);
    }
}
