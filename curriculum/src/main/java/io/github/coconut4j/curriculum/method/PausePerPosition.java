package io.github.coconut4j.curriculum.method;

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
 * @param thoughtsPerStep pauses for each removed step, {@code c} in the paper
 * @param specialMarkers whether start and end markers enclose them
 */
public record PausePerPosition(int thoughtsPerStep, boolean specialMarkers) implements Method {

    /** @throws CurriculumException if there are none: {@code no_thoughts} is the method without */
    public PausePerPosition {
        if (thoughtsPerStep < 1) {
            throw new CurriculumException("thoughts_per_step must be at least 1 for pause_per_position, not "
                    + thoughtsPerStep + "; the method without any is no_thoughts.");
        }
    }

    /** The same with this many pauses for each removed step. */
    public PausePerPosition thoughtsPerStep(int pauses) {
        return new PausePerPosition(pauses, specialMarkers);
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
        return IntStream.rangeClosed(1, curriculum.stages() * thoughtsPerStep)
                .mapToObj(SpecialTokens::pause)
                .toList();
    }
}
