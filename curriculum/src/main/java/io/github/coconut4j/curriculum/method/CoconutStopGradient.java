package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.model.LoopOptions;

/**
 * Coconut without gradient through time: thoughts are fed back as in Coconut, but a thought is a constant for the pass that
 * reads it, so nothing teaches an earlier pass what a later one would need. Keys and values of the thoughts' places still
 * carry gradients. What Coconut gains over it is due to the gradient through the chain of thoughts.
 *
 * @param thoughtsPerStep thoughts for each removed step, {@code c} in the paper
 * @param specialMarkers whether start and end markers enclose them
 */
public record CoconutStopGradient(int thoughtsPerStep, boolean specialMarkers) implements Method {

    /** @throws CurriculumException if there are none: {@code no_thoughts} is the method without */
    public CoconutStopGradient {
        if (thoughtsPerStep < 1) {
            throw new CurriculumException("thoughts_per_step must be at least 1 for coconut_stop_gradient, not "
                    + thoughtsPerStep + "; the method without any is no_thoughts.");
        }
    }

    /** The same with this many thoughts for each removed step. */
    public CoconutStopGradient thoughtsPerStep(int thoughts) {
        return new CoconutStopGradient(thoughts, specialMarkers);
    }

    /** The same with start and end markers, or without. */
    public CoconutStopGradient specialMarkers(boolean markers) {
        return new CoconutStopGradient(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "coconut_stop_gradient";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return new Coconut(thoughtsPerStep, specialMarkers).training(problem, stage, curriculum);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return new Coconut(thoughtsPerStep, specialMarkers).answering(problem, stage, curriculum);
    }

    @Override
    public LoopOptions loop() {
        return new LoopOptions(true, false);
    }
}
