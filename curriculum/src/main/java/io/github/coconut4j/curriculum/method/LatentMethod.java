package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.List;

/**
 * A method that leaves places where steps have been: places of thoughts, or of what stands in for them. It has the course of
 * {@link Coconut} unless it says otherwise.
 *
 * @param <M> the method itself
 */
public interface LatentMethod<M extends LatentMethod<M>> extends Method {

    /**
     * {@return places for each removed step, {@code c} in the paper: the first number for the step that is removed first, and so on; the last number
     * holds for all steps behind it}
     */
    List<Integer> thoughtsPerStep();

    /** {@return whether start and end markers enclose the places} */
    boolean specialMarkers();

    /**
     * {@return the same method with other numbers}
     *
     * @param thoughtsPerStep as in {@link #thoughtsPerStep()}
     * @param specialMarkers whether markers enclose the places
     */
    M with(List<Integer> thoughtsPerStep, boolean specialMarkers);

    /**
     * {@return the same with so many places for each removed step: one number for all, or one for each step}
     *
     * @param places each from 0 to 1000; not more numbers than the curriculum has stages
     */
    default M thoughtsPerStep(Integer... places) {
        return with(List.of(places), specialMarkers());
    }

    /**
     * {@return the same with start and end markers around the places, or without}
     *
     * @param markers whether they are there
     */
    default M specialMarkers(boolean markers) {
        return with(thoughtsPerStep(), markers);
    }

    /** {@return Coconut with the same numbers} */
    default Coconut coconut() {
        return new Coconut(thoughtsPerStep(), specialMarkers());
    }

    @Override
    default Layout training(Problem problem, int stage, Curriculum curriculum) {
        return coconut().training(problem, stage, curriculum);
    }

    @Override
    default Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return coconut().answering(problem, stage, curriculum);
    }

    @Override
    default void validate(Curriculum curriculum) {
        ThoughtCounts.requireFit(thoughtsPerStep(), curriculum);
    }
}
