package io.github.coconut4j.model;

import io.github.coconut4j.model.plan.Mode;

/**
 * How a model is run.
 *
 * @param streams threads; each runs its share of a batch's rows through a plan of its own
 * @param mode how plans compute
 * @param memoryLimit most bytes that the plans' intermediate values may take in all
 */
public record ExecutorOptions(int streams, Mode mode, long memoryLimit) {
    public ExecutorOptions {
        if (streams < 1) {
            throw new ModelException("The number of streams is " + streams + "; it must be 1 or more.");
        }
        if (memoryLimit < 1) {
            throw new ModelException("The memory limit is " + memoryLimit + " bytes; it must be above 0.");
        }
    }

    /** One stream per core, fast plans, as much off-heap memory as JavaCPP may take. */
    public static ExecutorOptions defaults() {
        long limit = org.bytedeco.javacpp.Pointer.maxPhysicalBytes();
        return new ExecutorOptions(
                Runtime.getRuntime().availableProcessors(), Mode.FAST, limit > 0 ? limit : Long.MAX_VALUE);
    }

    public ExecutorOptions withStreams(int count) {
        return new ExecutorOptions(count, mode, memoryLimit);
    }

    public ExecutorOptions withMode(Mode other) {
        return new ExecutorOptions(streams, other, memoryLimit);
    }
}
