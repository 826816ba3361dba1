package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.curriculum.run.RunResult;
import java.util.List;

/**
 * What {@code train --json} prints.
 *
 * @param methods their results, in the order of the experiment
 * @param report path of the page with curves and tables
 */
record TrainReport(List<MethodReport> methods, String report) {

    static TrainReport of(Run run) {
        return new TrainReport(
                run.results().stream().map(MethodReport::of).toList(),
                run.report().toString());
    }

    /**
     * @param method its name
     * @param accuracy share of right answers to the test problems
     * @param low lower end of its 95 % interval
     * @param high upper end of its 95 % interval
     * @param newTokens mean number of tokens written for an answer
     * @param thoughts mean number of thoughts before it
     * @param seconds of training, evaluation and test
     */
    record MethodReport(
            String method,
            double accuracy,
            double low,
            double high,
            double newTokens,
            double thoughts,
            double seconds) {

        static MethodReport of(RunResult result) {
            Evaluation test = result.test();
            return new MethodReport(
                    result.method(),
                    test.accuracy(),
                    test.interval().low(),
                    test.interval().high(),
                    test.newTokens(),
                    test.thoughts(),
                    result.seconds());
        }
    }
}
