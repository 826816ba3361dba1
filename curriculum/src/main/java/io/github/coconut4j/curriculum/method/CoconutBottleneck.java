package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.model.LoopOptions;

/**
 * Coconut whose thoughts are the only road to the answer: what stands behind the last thought (end marker, steps that are
 * still written, answer) sees the thoughts and what stands behind them, never the question. Without end marker it sees only
 * the thoughts and itself. At stage 0, which has no thoughts, everything is seen, as in Coconut.
 *
 * @param thoughtsPerStep thoughts for each removed step, {@code c} in the paper
 * @param specialMarkers whether start and end markers enclose them
 */
public record CoconutBottleneck(int thoughtsPerStep, boolean specialMarkers) implements Method {

    /** @throws CurriculumException if there are none: {@code no_cot} is the method without */
    public CoconutBottleneck {
        if (thoughtsPerStep < 1) {
            throw new CurriculumException("thoughts_per_step must be at least 1 for coconut_bottleneck, not "
                    + thoughtsPerStep + "; the method without any is no_cot.");
        }
    }

    /** The same with this many thoughts for each removed step. */
    public CoconutBottleneck thoughtsPerStep(int thoughts) {
        return new CoconutBottleneck(thoughts, specialMarkers);
    }

    /** The same with start and end markers, or without. */
    public CoconutBottleneck specialMarkers(boolean markers) {
        return new CoconutBottleneck(thoughtsPerStep, markers);
    }

    @Override
    public String name() {
        return "coconut_bottleneck";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return new Coconut(thoughtsPerStep, specialMarkers).training(problem, stage, curriculum);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return new Coconut(thoughtsPerStep, specialMarkers).answering(problem, stage, curriculum);
    }

    @Override
    public LoopOptions loop() {
        return new LoopOptions(false, true);
    }

    @Override
    public void validate(Curriculum curriculum) {
        if (curriculum.stages() == 0) {
            throw new CurriculumException("coconut_bottleneck needs thoughts, but curriculum.stages is 0.");
        }
    }
}
