package io.github.coconut4j.curriculum.method;

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
 * @param thoughtsPerStep pauses for each removed step, {@code c} in the paper
 * @param specialMarkers whether start and end markers enclose them
 */
public record PauseAsThought(int thoughtsPerStep, boolean specialMarkers) implements Method {

    /** @throws CurriculumException if there are none: {@code no_thoughts} is the method without */
    public PauseAsThought {
        if (thoughtsPerStep < 1) {
            throw new CurriculumException("thoughts_per_step must be at least 1 for pause_as_thought, not "
                    + thoughtsPerStep + "; the method without any is no_thoughts.");
        }
    }

    /** The same with this many pauses for each removed step. */
    public PauseAsThought thoughtsPerStep(int pauses) {
        return new PauseAsThought(pauses, specialMarkers);
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
}
