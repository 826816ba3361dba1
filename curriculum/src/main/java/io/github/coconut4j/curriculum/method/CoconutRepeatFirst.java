package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.OneOrMany;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.List;

/**
 * Coconut that thinks once: the first thought of a problem stands in the places of all of them. There are as many passes and places, and what is thought depends on the
 * question, but no thought builds on another. What Coconut gains over it is due to the chain of thoughts.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(coconutRepeatFirst().thoughtsPerStep(2).specialMarkers(false))
 *
 * method: {type: coconut_repeat_first, thoughts_per_step: 2, special_markers: false}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if there are none: {@code no_thoughts} is the method without.
 *
 * @param thoughtsPerStep places for each removed step, as in {@link Coconut}
 * @param specialMarkers whether start and end markers enclose them
 */
public record CoconutRepeatFirst(@OneOrMany List<Integer> thoughtsPerStep, boolean specialMarkers)
        implements LatentMethod<CoconutRepeatFirst> {

    public CoconutRepeatFirst {
        thoughtsPerStep = ThoughtCounts.checked(thoughtsPerStep, "coconut_repeat_first", "no_thoughts");
    }

    @Override
    public CoconutRepeatFirst with(List<Integer> thoughtsPerStep, boolean specialMarkers) {
        return new CoconutRepeatFirst(thoughtsPerStep, specialMarkers);
    }

    @Override
    public String name() {
        return "coconut_repeat_first";
    }

    @Override
    public LoopOptions loop() {
        return LoopOptions.REPEAT_FIRST;
    }
}
