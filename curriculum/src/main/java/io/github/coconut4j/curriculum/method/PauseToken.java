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
 * Pause tokens without a curriculum: no step is ever written, the answer follows as many pauses as Coconut has thoughts in
 * the end (the paper's "pause token", after Goyal et al., arXiv 2310.02226).
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(pauseToken().thoughtsPerStep(2).specialMarkers(false))
 *
 * method: {type: pause_token, thoughts_per_step: 2, special_markers: false}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if there are none: {@code no_cot} is the method without.
 *
 * @param thoughtsPerStep pauses for each removed step, as in {@link Coconut}
 * @param specialMarkers whether start and end markers enclose them
 */
public record PauseToken(@OneOrMany List<Integer> thoughtsPerStep, boolean specialMarkers)
        implements LatentMethod<PauseToken> {

    public PauseToken {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "pause_token", "no_cot");
    }

    @Override
    public PauseToken with(List<Integer> thoughtsPerStep, boolean specialMarkers) {
        return new PauseToken(thoughtsPerStep, specialMarkers);
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
