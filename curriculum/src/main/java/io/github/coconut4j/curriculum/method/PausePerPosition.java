package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Filling;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.text.SpecialTokens;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link PauseAsThought} with a token of its own in every place: as many learnt vectors as Coconut has thoughts. What it
 * gains over one token for all places is due to position; what Coconut gains over it, to content.
 *
 * @param thoughtsPerStep pauses for each removed step, {@code c} in the paper; a list has one number for each step, the first
 *     for the step that is removed first, and its last number holds for all steps behind it
 * @param specialMarkers whether start and end markers enclose them
 */
public record PausePerPosition(
        @JsonFormat(
                        with = {
                            JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                            JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                        })
                List<Integer> thoughtsPerStep,
        boolean specialMarkers)
        implements Method {

    /** @throws CurriculumException if there are none: {@code no_thoughts} is the method without */
    public PausePerPosition {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "pause_per_position", "no_thoughts");
    }

    /** The same number for every step. */
    public PausePerPosition(int thoughtsPerStep, boolean specialMarkers) {
        this(List.of(thoughtsPerStep), specialMarkers);
    }

    /** The same with this many pauses for each removed step: one number for all, or one for each step. */
    public PausePerPosition thoughtsPerStep(Integer... pauses) {
        return new PausePerPosition(List.of(pauses), specialMarkers);
    }

    /** The same with start and end markers, or without. */
    public PausePerPosition specialMarkers(boolean markers) {
        return new PausePerPosition(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "pause_per_position";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return new Coconut(thoughtsPerStep, specialMarkers)
                .training(problem, stage, curriculum)
                .filledWith(Filling.NUMBERED_PAUSES);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return new Coconut(thoughtsPerStep, specialMarkers)
                .answering(problem, stage, curriculum)
                .filledWith(Filling.NUMBERED_PAUSES);
    }

    @Override
    public List<String> tokens(Curriculum curriculum) {
        return IntStream.rangeClosed(1, ThoughtCounts.of(curriculum.stages(), thoughtsPerStep))
                .mapToObj(SpecialTokens::pause)
                .toList();
    }

    @Override
    public void validate(Curriculum curriculum) {
        ThoughtCounts.fit(thoughtsPerStep, curriculum);
    }
}
