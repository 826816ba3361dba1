package io.github.coconut4j.cli.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.coconut4j.curriculum.evaluation.AnswerFigures;
import io.github.coconut4j.curriculum.evaluation.AnswerTimes;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.data.ProblemSource;
import java.util.List;
import java.util.Map;

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
 * @param model folder of the model; null where one model is meant
 * @param writesSteps share of texts with words before the answer; null where texts were not looked at
 * @param stepsAsGiven share of texts whose steps are those of the problem; likewise
 * @param milliseconds a problem, asked in batches; likewise
 * @param passes mean number of forward passes of an answer, keys and values kept; likewise
 * @param alone milliseconds of questions asked one at a time: how many, median, 95th percentile; null where none was timed
 * @param byDepth right answers and problems by number of steps; likewise
 * @param ood answers on harder problems; null without --ood
 * @param byThoughts answers after k thoughts, for each k of --thoughts; null without such a range
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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
        double thoughts,
        String model,
        Double writesSteps,
        Double stepsAsGiven,
        Double milliseconds,
        Double passes,
        AnswerTimes alone,
        Map<Integer, AnswerFigures.Share> byDepth,
        HarderAnswers ood,
        List<SpokenReport> byThoughts) {

    /** An evaluation alone. */
    public static EvaluateReport of(String method, int stage, Evaluation evaluation) {
        return of(method, stage, evaluation, null, null, null, null, null, null);
    }

    static EvaluateReport of(ModelAnswers answers, ProblemSource problems) {
        return of(
                answers.method(),
                answers.stage(),
                answers.evaluation(),
                answers.name(),
                AnswerFigures.of(problems, answers.answers()),
                answers.milliseconds(),
                answers.alone().orElse(null),
                answers.harder().orElse(null),
                answers.spoken().after().isEmpty()
                        ? null
                        : answers.spoken().after().stream()
                                .map(spoken -> SpokenReport.of(spoken, problems))
                                .toList());
    }

    private static EvaluateReport of(
            String method,
            int stage,
            Evaluation evaluation,
            String model,
            AnswerFigures figures,
            Double milliseconds,
            AnswerTimes alone,
            HarderAnswers harder,
            List<SpokenReport> byThoughts) {
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
                evaluation.thoughts(),
                model,
                figures == null ? null : figures.writesSteps(),
                figures == null ? null : figures.stepsAsGiven(),
                milliseconds,
                figures == null ? null : figures.passes(),
                alone,
                figures == null ? null : figures.byDepth(),
                harder,
                byThoughts);
    }
}
