package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.OneOrMany;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.List;

/**
 * Coconut without gradient through time: thoughts are fed back as in Coconut, but a thought is a constant for the pass that
 * reads it, so nothing teaches an earlier pass what a later one would need. Keys and values of the thoughts' places still
 * carry gradients. What Coconut gains over it is due to the gradient through the chain of thoughts.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(coconutStopGradient().thoughtsPerStep(2).specialMarkers(false))
 *
 * method: {type: coconut_stop_gradient, thoughts_per_step: 2, special_markers: false}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if there are none: {@code no_thoughts} is the method without.
 *
 * @param thoughtsPerStep thoughts for each removed step, as in {@link Coconut}
 * @param specialMarkers whether start and end markers enclose them
 */
public record CoconutStopGradient(@OneOrMany List<Integer> thoughtsPerStep, boolean specialMarkers)
        implements LatentMethod<CoconutStopGradient> {

    public CoconutStopGradient {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "coconut_stop_gradient", "no_thoughts");
    }

    @Override
    public CoconutStopGradient with(List<Integer> thoughtsPerStep, boolean specialMarkers) {
        return new CoconutStopGradient(thoughtsPerStep, specialMarkers);
    }

    @Override
    public String name() {
        return "coconut_stop_gradient";
    }

    @Override
    public LoopOptions loop() {
        return LoopOptions.STOP_GRADIENT;
    }
}
