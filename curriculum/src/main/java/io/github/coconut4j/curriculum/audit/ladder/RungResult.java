package io.github.coconut4j.curriculum.audit.ladder;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.evaluation.Interval;
import java.util.List;

/**
 * What a rung comes to.
 *
 * @param rung which
 * @param method it was trained with
 * @param seeds answers of each seed's model, in the order of the seeds
 * @param accuracy mean over the seeds
 * @param interval of the accuracy at 95 %, over seeds and problems
 */
public record RungResult(Rung rung, String method, List<AnswerCounts> seeds, double accuracy, Interval interval) {

    public RungResult {
        seeds = List.copyOf(seeds);
    }
}
