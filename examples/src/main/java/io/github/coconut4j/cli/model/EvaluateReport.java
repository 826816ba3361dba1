package io.github.coconut4j.cli.model;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.run.CheckpointState;

/**
 * What {@code evaluate --json} prints.
 *
 * @param method the model was trained with; "imported" for one that no training here has left
 * @param stage the model was trained up to; 0 for an imported one
 * @param accuracy share of right answers
 * @param low lower end of its 95 % interval
 * @param high upper end of its 95 % interval
 * @param right number of right answers
 * @param other number of answers that were the other option
 * @param noAnswer number of texts without answer
 * @param problems number of problems
 * @param newTokens mean number of tokens written for an answer
 * @param thoughts mean number of thoughts before it
 */
public record EvaluateReport(
        String method,
        int stage,
        double accuracy,
        double low,
        double high,
        int right,
        int other,
        int noAnswer,
        int problems,
        double newTokens,
        double thoughts) {

    public static EvaluateReport of(CheckpointState state, Evaluation evaluation) {
        return of(state.method().name(), state.stage(), evaluation);
    }

    public static EvaluateReport of(String method, int stage, Evaluation evaluation) {
        return new EvaluateReport(
                method,
                stage,
                evaluation.accuracy(),
                evaluation.interval().low(),
                evaluation.interval().high(),
                evaluation.right(),
                evaluation.other(),
                evaluation.noAnswer(),
                evaluation.problems(),
                evaluation.newTokens(),
                evaluation.thoughts());
    }
}
