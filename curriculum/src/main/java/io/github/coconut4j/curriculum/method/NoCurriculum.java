package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;

/**
 * Coconut without curriculum: no step is ever written, all thoughts are there from the first epoch on.
 *
 * @param thoughtsPerStep thoughts for each step, {@code c} in the paper
 * @param specialMarkers whether start and end markers enclose the thoughts
 */
public record NoCurriculum(int thoughtsPerStep, boolean specialMarkers) implements Method {

    /** @throws CurriculumException if the number of thoughts is negative */
    public NoCurriculum {
        if (thoughtsPerStep < 0) {
            throw new CurriculumException("thoughts_per_step must be at least 0, not " + thoughtsPerStep + ".");
        }
    }

    /** The same with this many thoughts for each step. */
    public NoCurriculum thoughtsPerStep(int thoughts) {
        return new NoCurriculum(thoughts, specialMarkers);
    }

    /** The same with start and end markers around the thoughts, or without. */
    public NoCurriculum specialMarkers(boolean markers) {
        return new NoCurriculum(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "no_curriculum";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return coconut().training(problem, beyondAll(curriculum), curriculum);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return coconut().answering(problem, beyondAll(curriculum), curriculum);
    }

    private Coconut coconut() {
        return new Coconut(thoughtsPerStep, specialMarkers);
    }

    private static int beyondAll(Curriculum curriculum) {
        return curriculum.stages() + 1;
    }
}
