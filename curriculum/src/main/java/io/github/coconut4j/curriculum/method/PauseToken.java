package io.github.coconut4j.curriculum.method;

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
 * @param thoughtsPerStep pauses for each removed step, {@code c} in the paper
 * @param specialMarkers whether start and end markers enclose them
 */
public record PauseToken(int thoughtsPerStep, boolean specialMarkers) implements Method {

    /** @throws CurriculumException if there are none: {@code no_cot} is the method without */
    public PauseToken {
        if (thoughtsPerStep < 1) {
            throw new CurriculumException("thoughts_per_step must be at least 1 for pause_token, not " + thoughtsPerStep
                    + "; the method without any is no_cot.");
        }
    }

    /** The same with this many pauses for each removed step. */
    public PauseToken thoughtsPerStep(int pauses) {
        return new PauseToken(pauses, specialMarkers);
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
}
