package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.List;

/**
 * Chain of continuous thought: stage by stage, one more written step becomes {@code thoughtsPerStep} thoughts.
 *
 * @param thoughtsPerStep thoughts for each removed step, {@code c} in the paper; a list has one number for each step, the first
 *     for the step that is removed first, and its last number holds for all steps behind it
 * @param specialMarkers whether start and end markers enclose the thoughts
 */
public record Coconut(
        @JsonFormat(
                        with = {
                            JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                            JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                        })
                List<Integer> thoughtsPerStep,
        boolean specialMarkers)
        implements Method {

    /** @throws CurriculumException if a number is negative */
    public Coconut {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep);
    }

    /** The same number for every step. */
    public Coconut(int thoughtsPerStep, boolean specialMarkers) {
        this(List.of(thoughtsPerStep), specialMarkers);
    }

    /** The same with this many thoughts for each removed step: one number for all, or one for each step. */
    public Coconut thoughtsPerStep(Integer... thoughts) {
        return new Coconut(List.of(thoughts), specialMarkers);
    }

    /** The same with start and end markers around the thoughts, or without. */
    public Coconut specialMarkers(boolean markers) {
        return new Coconut(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "coconut";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return layout(curriculum.removedSteps(problem, stage), curriculum.latentSteps(problem, stage));
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return layout(curriculum.removedSteps(problem, stage), curriculum.latentStepsToAnswer(problem, stage));
    }

    private Layout layout(int removedSteps, int latentSteps) {
        return new Layout(removedSteps, ThoughtCounts.of(latentSteps, thoughtsPerStep), specialMarkers);
    }

    @Override
    public void validate(Curriculum curriculum) {
        ThoughtCounts.fit(thoughtsPerStep, curriculum);
    }
}
