package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.List;

/**
 * Coconut without curriculum: no step is ever written, all thoughts are there from the first epoch on.
 *
 * @param thoughtsPerStep thoughts for each removed step, {@code c} in the paper; a list has one number for each step, the first
 *     for the step that is removed first, and its last number holds for all steps behind it
 * @param specialMarkers whether start and end markers enclose the thoughts
 */
public record NoCurriculum(
        @JsonFormat(
                        with = {
                            JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                            JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                        })
                List<Integer> thoughtsPerStep,
        boolean specialMarkers)
        implements Method {

    /** @throws CurriculumException if a number is negative */
    public NoCurriculum {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep);
    }

    /** The same number for every step. */
    public NoCurriculum(int thoughtsPerStep, boolean specialMarkers) {
        this(List.of(thoughtsPerStep), specialMarkers);
    }

    /** The same with this many thoughts for each step. */
    public NoCurriculum thoughtsPerStep(int thoughts) {
        return new NoCurriculum(thoughts, specialMarkers);
    }

    /** The same with start and end markers around the thoughts, or without. */
    public NoCurriculum specialMarkers(boolean markers) {
        return new NoCurriculum(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "no_curriculum";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return coconut().training(problem, beyondAll(curriculum), curriculum);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return coconut().answering(problem, beyondAll(curriculum), curriculum);
    }

    private Coconut coconut() {
        return new Coconut(thoughtsPerStep, specialMarkers);
    }

    private static int beyondAll(Curriculum curriculum) {
        return curriculum.stages() + 1;
    }

    @Override
    public void validate(Curriculum curriculum) {
        ThoughtCounts.fit(thoughtsPerStep, curriculum);
    }
}
