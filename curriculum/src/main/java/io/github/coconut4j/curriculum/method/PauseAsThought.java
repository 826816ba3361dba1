package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Filling;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.text.SpecialTokens;
import java.util.List;

/**
 * Coconut with pauses instead of thoughts: the same curriculum, and where the thoughts would be, a learnt token that
 * carries nothing from pass to pass ("pause as thought" of the paper, after Goyal et al., arXiv 2310.02226).
 *
 * @param thoughtsPerStep pauses for each removed step, {@code c} in the paper; a list has one number for each step, the first
 *     for the step that is removed first, and its last number holds for all steps behind it
 * @param specialMarkers whether start and end markers enclose them
 */
public record PauseAsThought(
        @JsonFormat(
                        with = {
                            JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                            JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                        })
                List<Integer> thoughtsPerStep,
        boolean specialMarkers)
        implements Method {

    /** @throws CurriculumException if there are none: {@code no_thoughts} is the method without */
    public PauseAsThought {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "pause_as_thought", "no_thoughts");
    }

    /** The same number for every step. */
    public PauseAsThought(int thoughtsPerStep, boolean specialMarkers) {
        this(List.of(thoughtsPerStep), specialMarkers);
    }

    /** The same with this many pauses for each removed step: one number for all, or one for each step. */
    public PauseAsThought thoughtsPerStep(Integer... pauses) {
        return new PauseAsThought(List.of(pauses), specialMarkers);
    }

    /** The same with start and end markers, or without. */
    public PauseAsThought specialMarkers(boolean markers) {
        return new PauseAsThought(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "pause_as_thought";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return new Coconut(thoughtsPerStep, specialMarkers)
                .training(problem, stage, curriculum)
                .filledWith(Filling.PAUSES);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return new Coconut(thoughtsPerStep, specialMarkers)
                .answering(problem, stage, curriculum)
                .filledWith(Filling.PAUSES);
    }

    @Override
    public List<String> tokens(Curriculum curriculum) {
        return List.of(SpecialTokens.PAUSE);
    }

    @Override
    public void validate(Curriculum curriculum) {
        ThoughtCounts.fit(thoughtsPerStep, curriculum);
    }
}
