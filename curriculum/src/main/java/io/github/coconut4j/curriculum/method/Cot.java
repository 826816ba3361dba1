package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;

/**
 * Chain of thought: every step is written out, at every stage.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .method(cot())
 *
 * method: cot
 * }</pre>
 */
public record Cot() implements Method {

    @Override
    public String name() {
        return "cot";
    }

    @Override
    public Layout training(Problem problem, int stage, Curriculum curriculum) {
        return Layout.PLAIN;
    }

    @Override
    public Layout answering(Problem problem, int stage, Curriculum curriculum) {
        return Layout.PLAIN;
    }
}
