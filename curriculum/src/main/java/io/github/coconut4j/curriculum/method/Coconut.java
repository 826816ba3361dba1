package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;

/**
 * Chain of continuous thought: stage by stage, one more written step becomes {@code thoughtsPerStep} thoughts.
 *
 * @param thoughtsPerStep thoughts for each removed step, {@code c} in the paper
 * @param specialMarkers whether start and end markers enclose the thoughts
 */
public record Coconut(int thoughtsPerStep, boolean specialMarkers) implements Method {

    /** @throws CurriculumException if the number of thoughts is negative */
    public Coconut {
        if (thoughtsPerStep < 0) {
            throw new CurriculumException("thoughts_per_step must be at least 0, not " + thoughtsPerStep + ".");
        }
    }

    /** The same with this many thoughts for each removed step. */
    public Coconut thoughtsPerStep(int thoughts) {
        return new Coconut(thoughts, specialMarkers);
    }

    /** The same with start and end markers around the thoughts, or without. */
    public Coconut specialMarkers(boolean markers) {
        return new Coconut(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "coconut";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return layout(curriculum.removedSteps(problem, stage), curriculum.latentSteps(problem, stage));
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return layout(curriculum.removedSteps(problem, stage), curriculum.latentStepsToAnswer(problem, stage));
    }

    private Layout layout(int removedSteps, int latentSteps) {
        return new Layout(removedSteps, latentSteps * thoughtsPerStep, specialMarkers);
    }
}
