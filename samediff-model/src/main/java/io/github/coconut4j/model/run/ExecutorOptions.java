package io.github.coconut4j.model.run;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.ModelException;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a model is run.
 *
 * @param streams threads; each runs its share of a batch's rows through a plan of its own
 * @param mode how plans compute
 * @param memoryLimit most bytes that the intermediate values of the plans of one executor, and of generators beside it, may take in all; never more than what
 *     the limit of JavaCPP leaves
 * @param microBatch how many rows of a training batch run at once; a batch of prompts that does not fit is split unless this is the whole batch
 */
public record ExecutorOptions(int streams, Mode mode, long memoryLimit, MicroBatch microBatch) {
    private static final long PASSING_SHARE = 8;
    private static final long MOST_PASSING = 256L << 20;

    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public ExecutorOptions {
        if (streams < 1) {
            throw new ModelException("The number of streams is " + streams + "; it must be 1 or more.");
        }
        if (memoryLimit < 1) {
            throw new ModelException("The memory limit is " + memoryLimit + " bytes; it must be above 0.");
        }
    }

    /** {@return one stream per core, fast plans, whole batches, as much off-heap memory as JavaCPP may take} */
    public static ExecutorOptions defaults() {
        return new ExecutorOptions(
                Runtime.getRuntime().availableProcessors(), Mode.FAST, Long.MAX_VALUE, MicroBatch.WHOLE);
    }

    /**
     * {@return the same with another number of streams}
     *
     * @param count threads, 1 or more
     */
    public ExecutorOptions withStreams(int count) {
        return new ExecutorOptions(count, mode, memoryLimit, microBatch);
    }

    /**
     * {@return the same in another mode}
     *
     * @param other how plans compute
     */
    public ExecutorOptions withMode(Mode other) {
        return new ExecutorOptions(streams, other, memoryLimit, microBatch);
    }

    /**
     * {@return the same with another limit of off-heap memory}
     *
     * @param bytes above 0
     */
    public ExecutorOptions withMemoryLimit(long bytes) {
        return new ExecutorOptions(streams, mode, bytes, microBatch);
    }

    /**
     * {@return the same with other parts of a batch}
     *
     * @param rows how many run at once
     */
    public ExecutorOptions withMicroBatch(MicroBatch rows) {
        return new ExecutorOptions(streams, mode, memoryLimit, rows);
    }

    /**
     * {@return the options on a backend: a device works on all rows at once, so it takes one stream}
     *
     * @param backend CPU or CUDA
     */
    public ExecutorOptions on(ExecutionerType backend) {
        return backend == ExecutionerType.CUDA ? withStreams(1) : this;
    }

    /** {@return the options on the backend that is loaded} */
    public ExecutorOptions here() {
        return on(Nd4j.getExecutioner().type());
    }

    /**
     * {@return the limit for training, in bytes: what is left beside what is in use, the gradients of each stream and the optimiser's two moments}
     *
     * @param parameters how many numbers are trained
     */
    public long memoryForTraining(long parameters) {
        return memoryBeside((streams + 2) * parameters * Float.BYTES);
    }

    /**
     * {@return the limit, in bytes, 1 or more: what is left beside what is in use, what is still to come, and what comes and goes with batches and the making
     * of plans}
     *
     * @param coming bytes still to come
     */
    public long memoryBeside(long coming) {
        long most = OffHeap.limit();
        long passing = Math.min(most / PASSING_SHARE, MOST_PASSING);
        return most > 0 ? Math.min(memoryLimit, Math.max(1, most - OffHeap.bytes() - coming - passing)) : memoryLimit;
    }
}
