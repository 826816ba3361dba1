package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.model.LoopOptions;
import java.util.List;

/**
 * Coconut without gradient through time: thoughts are fed back as in Coconut, but a thought is a constant for the pass that
 * reads it, so nothing teaches an earlier pass what a later one would need. Keys and values of the thoughts' places still
 * carry gradients. What Coconut gains over it is due to the gradient through the chain of thoughts.
 *
 * @param thoughtsPerStep thoughts for each removed step, {@code c} in the paper; a list has one number for each step, the first
 *     for the step that is removed first, and its last number holds for all steps behind it
 * @param specialMarkers whether start and end markers enclose them
 */
public record CoconutStopGradient(
        @JsonFormat(
                        with = {
                            JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                            JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                        })
                List<Integer> thoughtsPerStep,
        boolean specialMarkers)
        implements Method {

    /** @throws CurriculumException if there are none: {@code no_thoughts} is the method without */
    public CoconutStopGradient {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "coconut_stop_gradient", "no_thoughts");
    }

    /** The same number for every step. */
    public CoconutStopGradient(int thoughtsPerStep, boolean specialMarkers) {
        this(List.of(thoughtsPerStep), specialMarkers);
    }

    /** The same with this many thoughts for each removed step: one number for all, or one for each step. */
    public CoconutStopGradient thoughtsPerStep(Integer... thoughts) {
        return new CoconutStopGradient(List.of(thoughts), specialMarkers);
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

    @Override
    public void validate(Curriculum curriculum) {
        ThoughtCounts.fit(thoughtsPerStep, curriculum);
    }
}
