package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.OneOrMany;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.List;

/**
 * Chain of continuous thought: stage by stage, one more written step becomes {@code thoughtsPerStep} thoughts.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(coconut().thoughtsPerStep(2).specialMarkers(false))
 *
 * method: {type: coconut, thoughts_per_step: 2, special_markers: false}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a number is negative.
 *
 * @param thoughtsPerStep thoughts for each removed step, {@code c} in the paper; a list has one number for each step, the first
 *     for the step that is removed first, and its last number holds for all steps behind it
 * @param specialMarkers whether start and end markers enclose the thoughts
 */
public record Coconut(@OneOrMany List<Integer> thoughtsPerStep, boolean specialMarkers)
        implements LatentMethod<Coconut> {

    public Coconut {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep);
    }

    @Override
    public Coconut with(List<Integer> thoughtsPerStep, boolean specialMarkers) {
        return new Coconut(thoughtsPerStep, specialMarkers);
    }

    @Override
    public String name() {
        return "coconut";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return layout(curriculum.removedSteps(problem, stage), curriculum.stepsInThoughts(problem, stage));
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return layout(curriculum.removedSteps(problem, stage), curriculum.stepsInThoughtsToAnswer(problem, stage));
    }

    private Layout layout(int removedSteps, int stepsInThoughts) {
        return new Layout(removedSteps, ThoughtCounts.of(stepsInThoughts, thoughtsPerStep), specialMarkers);
    }
}
