package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Filling;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.text.SpecialTokens;
import java.util.List;

/**
 * Pause tokens without a curriculum: no step is ever written, the answer follows as many pauses as Coconut has thoughts in
 * the end (the paper's "pause token", after Goyal et al., arXiv 2310.02226).
 *
 * @param thoughtsPerStep pauses for each removed step, {@code c} in the paper; a list has one number for each step, the first
 *     for the step that is removed first, and its last number holds for all steps behind it
 * @param specialMarkers whether start and end markers enclose them
 */
public record PauseToken(
        @JsonFormat(
                        with = {
                            JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                            JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                        })
                List<Integer> thoughtsPerStep,
        boolean specialMarkers)
        implements Method {

    /** @throws CurriculumException if there are none: {@code no_cot} is the method without */
    public PauseToken {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "pause_token", "no_cot");
    }

    /** The same number for every step. */
    public PauseToken(int thoughtsPerStep, boolean specialMarkers) {
        this(List.of(thoughtsPerStep), specialMarkers);
    }

    /** The same with this many pauses for each removed step: one number for all, or one for each step. */
    public PauseToken thoughtsPerStep(Integer... pauses) {
        return new PauseToken(List.of(pauses), specialMarkers);
    }

    /** The same with start and end markers, or without. */
    public PauseToken specialMarkers(boolean markers) {
        return new PauseToken(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "pause_token";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return new NoCurriculum(thoughtsPerStep, specialMarkers)
                .training(problem, stage, curriculum)
                .filledWith(Filling.PAUSES);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return new NoCurriculum(thoughtsPerStep, specialMarkers)
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
