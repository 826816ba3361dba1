package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;

/**
 * Coconut without thoughts: the same curriculum removes steps, and nothing takes their place.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(noThoughts())
 *
 * method: no_thoughts
 * }</pre>
 */
public record NoThoughts() implements Method {

    @Override
    public String name() {
        return "no_thoughts";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return new Layout(curriculum.removedSteps(problem, stage), 0, false);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return training(problem, stage, curriculum);
    }
}
