package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;

/**
 * No chain of thought: the answer follows the question at once, at every stage.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(noCot())
 *
 * method: no_cot
 * }</pre>
 */
public record NoCot() implements Method {

    @Override
    public String name() {
        return "no_cot";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return new Layout(problem.steps().size(), 0, false);
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return training(problem, stage, curriculum);
    }
}
