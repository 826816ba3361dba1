package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.OneOrMany;
import io.github.coconut4j.curriculum.settings.Curriculum;
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
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(pausePerPosition().thoughtsPerStep(2).specialMarkers(false))
 *
 * method: {type: pause_per_position, thoughts_per_step: 2, special_markers: false}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if there are none: {@code no_thoughts} is the method without.
 *
 * @param thoughtsPerStep pauses for each removed step, as in {@link Coconut}
 * @param specialMarkers whether start and end markers enclose them
 */
public record PausePerPosition(@OneOrMany List<Integer> thoughtsPerStep, boolean specialMarkers)
        implements LatentMethod<PausePerPosition> {

    public PausePerPosition {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "pause_per_position", "no_thoughts");
    }

    @Override
    public PausePerPosition with(List<Integer> thoughtsPerStep, boolean specialMarkers) {
        return new PausePerPosition(thoughtsPerStep, specialMarkers);
    }

    @Override
    public String name() {
        return "pause_per_position";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return coconut().training(problem, stage, curriculum).filledWith(Filling.NUMBERED_PAUSES);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return coconut().answering(problem, stage, curriculum).filledWith(Filling.NUMBERED_PAUSES);
    }

    @Override
    public List<String> tokens(Curriculum curriculum) {
        return IntStream.rangeClosed(1, ThoughtCounts.of(curriculum.stages(), thoughtsPerStep))
                .mapToObj(SpecialTokens::pause)
                .toList();
    }
}
