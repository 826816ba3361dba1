package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.run.RunResult;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished experiment.
 *
 * @param folder with everything that was written
 * @param results of the methods, in the order of the experiment
 * @param report the page with curves and tables
 */
public record Run(Path folder, List<RunResult> results, Path report) {

    public Run {
        results = List.copyOf(results);
    }

    /**
     * {@return the result of a method by its name}
     *
     * @param method one of the experiment's
     */
    public RunResult result(String method) {
        return results.stream()
                .filter(result -> result.method().equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this experiment has not trained " + method));
    }
}
