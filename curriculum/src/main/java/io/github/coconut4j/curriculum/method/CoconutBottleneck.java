package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.OneOrMany;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.List;

/**
 * Coconut whose thoughts are the only road to the answer: what stands behind the last thought (end marker, steps that are
 * still written, answer) sees the thoughts and what stands behind them, never the question. Without end marker it sees only
 * the thoughts and itself. At stage 0, which has no thoughts, everything is seen, as in Coconut.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(coconutBottleneck().thoughtsPerStep(2).specialMarkers(false))
 *
 * method: {type: coconut_bottleneck, thoughts_per_step: 2, special_markers: false}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if there are none: {@code no_cot} is the method without.
 *
 * @param thoughtsPerStep thoughts for each removed step, as in {@link Coconut}
 * @param specialMarkers whether start and end markers enclose them
 */
public record CoconutBottleneck(@OneOrMany List<Integer> thoughtsPerStep, boolean specialMarkers)
        implements LatentMethod<CoconutBottleneck> {

    public CoconutBottleneck {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "coconut_bottleneck", "no_cot");
    }

    @Override
    public CoconutBottleneck with(List<Integer> thoughtsPerStep, boolean specialMarkers) {
        return new CoconutBottleneck(thoughtsPerStep, specialMarkers);
    }

    @Override
    public String name() {
        return "coconut_bottleneck";
    }

    @Override
    public LoopOptions loop() {
        return LoopOptions.BOTTLENECK;
    }

    @Override
    public void validate(Curriculum curriculum) {
        LatentMethod.super.validate(curriculum);
        if (curriculum.stages() == 0) {
            throw new CurriculumException("coconut_bottleneck needs thoughts, but curriculum.stages is 0.");
        }
    }
}
