package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.OneOrMany;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Filling;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.text.SpecialTokens;
import java.util.List;

/**
 * Coconut with pauses instead of thoughts: the same curriculum, and where the thoughts would be, a learnt token that
 * carries nothing from pass to pass ("pause as thought" of the paper, after Goyal et al., arXiv 2310.02226).
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(pauseAsThought().thoughtsPerStep(2).specialMarkers(false))
 *
 * method: {type: pause_as_thought, thoughts_per_step: 2, special_markers: false}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if there are none: {@code no_thoughts} is the method without.
 *
 * @param thoughtsPerStep pauses for each removed step, as in {@link Coconut}
 * @param specialMarkers whether start and end markers enclose them
 */
public record PauseAsThought(@OneOrMany List<Integer> thoughtsPerStep, boolean specialMarkers)
        implements LatentMethod<PauseAsThought> {

    public PauseAsThought {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "pause_as_thought", "no_thoughts");
    }

    @Override
    public PauseAsThought with(List<Integer> thoughtsPerStep, boolean specialMarkers) {
        return new PauseAsThought(thoughtsPerStep, specialMarkers);
    }

    @Override
    public String name() {
        return "pause_as_thought";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return coconut().training(problem, stage, curriculum).filledWith(Filling.PAUSES);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return coconut().answering(problem, stage, curriculum).filledWith(Filling.PAUSES);
    }

    @Override
    public List<String> tokens(Curriculum curriculum) {
        return List.of(SpecialTokens.PAUSE);
    }
}
