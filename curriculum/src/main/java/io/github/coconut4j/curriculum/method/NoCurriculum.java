package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.OneOrMany;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.List;

/**
 * Coconut without curriculum: no step is ever written, all thoughts are there from the first epoch on.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(noCurriculum().thoughtsPerStep(2).specialMarkers(false))
 *
 * method: {type: no_curriculum, thoughts_per_step: 2, special_markers: false}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a number is negative.
 *
 * @param thoughtsPerStep thoughts for each removed step, as in {@link Coconut}
 * @param specialMarkers whether start and end markers enclose the thoughts
 */
public record NoCurriculum(@OneOrMany List<Integer> thoughtsPerStep, boolean specialMarkers)
        implements LatentMethod<NoCurriculum> {

    public NoCurriculum {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep);
    }

    @Override
    public NoCurriculum with(List<Integer> thoughtsPerStep, boolean specialMarkers) {
        return new NoCurriculum(thoughtsPerStep, specialMarkers);
    }

    @Override
    public String name() {
        return "no_curriculum";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return coconut().training(problem, lastStage(curriculum), curriculum);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return coconut().answering(problem, lastStage(curriculum), curriculum);
    }

    private static int lastStage(Curriculum curriculum) {
        return curriculum.stages() + 1;
    }
}
