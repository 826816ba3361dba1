package io.github.coconut4j.curriculum.spec;

import io.github.coconut4j.model.ExecutorOptions;
import io.github.coconut4j.model.plan.Mode;

/**
 * How the model is computed. The number of streams decides in which order gradients are added up, so it is part of what
 * makes two runs equal to the last bit.
 *
 * @param streams threads that share the rows of a batch
 * @param mode fast, or the plain reference
 */
public record ExecutionSpec(int streams, Mode mode) {

    /** @throws io.github.coconut4j.curriculum.CurriculumException if there is no stream */
    public ExecutionSpec {
        Checks.atLeast(1, streams, "streams");
    }

    /** Two streams, fast. */
    public static ExecutionSpec standard() {
        return new ExecutionSpec(2, Mode.FAST);
    }

    /** The same with this many threads. */
    public ExecutionSpec streams(int count) {
        return new ExecutionSpec(count, mode);
    }

    /** The same in another mode. */
    public ExecutionSpec mode(Mode wanted) {
        return new ExecutionSpec(streams, wanted);
    }

    /** As the executor takes it. */
    public ExecutorOptions options() {
        return ExecutorOptions.defaults().withStreams(streams).withMode(mode);
    }
}
