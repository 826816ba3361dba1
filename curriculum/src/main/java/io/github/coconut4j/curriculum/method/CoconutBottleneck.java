package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.model.LoopOptions;
import java.util.List;

/**
 * Coconut whose thoughts are the only road to the answer: what stands behind the last thought (end marker, steps that are
 * still written, answer) sees the thoughts and what stands behind them, never the question. Without end marker it sees only
 * the thoughts and itself. At stage 0, which has no thoughts, everything is seen, as in Coconut.
 *
 * @param thoughtsPerStep thoughts for each removed step, {@code c} in the paper; a list has one number for each step, the first
 *     for the step that is removed first, and its last number holds for all steps behind it
 * @param specialMarkers whether start and end markers enclose them
 */
public record CoconutBottleneck(
        @JsonFormat(
                        with = {
                            JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                            JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                        })
                List<Integer> thoughtsPerStep,
        boolean specialMarkers)
        implements Method {

    /** @throws CurriculumException if there are none: {@code no_cot} is the method without */
    public CoconutBottleneck {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "coconut_bottleneck", "no_cot");
    }

    /** The same number for every step. */
    public CoconutBottleneck(int thoughtsPerStep, boolean specialMarkers) {
        this(List.of(thoughtsPerStep), specialMarkers);
    }

    /** The same with this many thoughts for each removed step: one number for all, or one for each step. */
    public CoconutBottleneck thoughtsPerStep(Integer... thoughts) {
        return new CoconutBottleneck(List.of(thoughts), specialMarkers);
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
        ThoughtCounts.fit(thoughtsPerStep, curriculum);
        if (curriculum.stages() == 0) {
            throw new CurriculumException("coconut_bottleneck needs thoughts, but curriculum.stages is 0.");
        }
    }
}
