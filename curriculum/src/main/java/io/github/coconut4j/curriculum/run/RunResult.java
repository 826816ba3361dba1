package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.internal.Checks;
import java.util.List;
import java.util.Map;

/**
 * What a finished run has come to, {@code result.json}.
 *
 * @param method that was trained
 * @param test answers to the test problems
 * @param stage the model was trained up to
 * @param steps of training
 * @param examples trained on
 * @param seconds of work: training, evaluations and test
 * @param checkpoint folder of the model, relative to the run's folder
 * @param skipped steps left out because their loss or gradient was no finite number
 */
public record RunResult(
        String method,
        Evaluation test,
        int stage,
        long steps,
        long examples,
        double seconds,
        String checkpoint,
        long skipped) {

    public RunResult {
        Checks.between(0, Integer.MAX_VALUE, stage, "stage");
        Checks.between(0, Long.MAX_VALUE, steps, "steps");
        Checks.between(0, Long.MAX_VALUE, examples, "examples");
        Checks.between(0, Long.MAX_VALUE, skipped, "skipped");
    }

    /** What older versions did not write, with what stands for it. */
    static final Map<String, ?> LATER = Map.of("/skipped", 0, "/test/geometry", List.of(), "/test/two_options", 0);
}
