package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.LayoutRule;
import java.util.Collections;

/**
 * A method following a curriculum: the rule by which the problems of every epoch are written down.
 *
 * @param method what is written
 * @param curriculum when
 * @param seed of the draws of {@code uniform_prob} and {@code earlier_prob}
 */
public record StagedMethod(Method method, Curriculum curriculum, long seed) implements LayoutRule {

    @Override
    public Layout layout(Problem problem, int epoch, long row) {
        int stage = curriculum.stageFor(problem, seed, epoch, row);
        return method.training(problem, new Method.Moment(stage, epoch, row, seed), curriculum);
    }

    /**
     * {@return how a problem is asked after training up to a stage}
     *
     * @param problem whose question alone is given
     * @param stage the last one trained, from 0
     */
    public Layout answering(Problem problem, int stage) {
        return method.answering(problem, stage, curriculum);
    }

    /**
     * {@return the number of thoughts before an answer, after training up to a stage, for a problem with enough steps}
     *
     * @param stage the last one trained, from 0
     */
    public int thoughts(int stage) {
        Problem longEnough = Problem.of("any", Collections.nCopies(curriculum.stages(), "step"), "any");
        return answering(longEnough, stage).thoughts();
    }
}
