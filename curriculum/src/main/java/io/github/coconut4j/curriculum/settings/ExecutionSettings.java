package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;

/**
 * How the model is computed. The number of streams decides in which order gradients are added up, so it is part of what
 * makes two runs equal to the last bit.
 *
 * @param streams threads that share the rows of a batch
 * @param mode fast, or the plain reference
 * @param memoryMib most memory that the intermediate values of a step may take, in MiB; 0 for what the JVM may take
 *     off-heap. A batch that needs more is refused before it runs, or split
 * @param microBatch how many rows of a batch run at once: {@code none} for all of them, a number, or {@code auto} for as
 *     many as fit the memory. Gradients are added up, so a step stays the same but for rounding
 */
public record ExecutionSettings(int streams, Mode mode, int memoryMib, String microBatch) {

    /** @throws io.github.coconut4j.curriculum.CurriculumException if there is no stream, or a size is none */
    public ExecutionSettings {
        Checks.between(1, 256, streams, "streams");
        Checks.between(0, 1 << 24, memoryMib, "memory_mib");
        if (!microBatch.matches("none|auto|[1-9][0-9]{0,8}")) {
            throw new CurriculumException(
                    "micro_batch must be none, auto or a number of rows, not \"" + microBatch + "\".");
        }
    }

    /** The same with this many threads. */
    public ExecutionSettings streams(int count) {
        return new ExecutionSettings(count, mode, memoryMib, microBatch);
    }

    /** The same in another mode. */
    public ExecutionSettings mode(Mode wanted) {
        return new ExecutionSettings(streams, wanted, memoryMib, microBatch);
    }

    /** The same with a limit for what a step may take. */
    public ExecutionSettings memoryMib(int limit) {
        return new ExecutionSettings(streams, mode, limit, microBatch);
    }

    /** The same with at most this many rows at once. */
    public ExecutionSettings microBatch(int rows) {
        return new ExecutionSettings(streams, mode, memoryMib, Integer.toString(rows));
    }

    /** The same with as many rows at once as fit the memory. */
    public ExecutionSettings microBatchAuto() {
        return new ExecutionSettings(streams, mode, memoryMib, "auto");
    }

    /** As the executor takes it. */
    public ExecutorOptions options() {
        return ExecutorOptions.defaults()
                .withStreams(streams)
                .withMode(mode)
                .withMemoryLimit(memoryMib == 0 ? Long.MAX_VALUE : (long) memoryMib << 20)
                .withMicroBatch(MicroBatch.parse(microBatch));
    }
}
