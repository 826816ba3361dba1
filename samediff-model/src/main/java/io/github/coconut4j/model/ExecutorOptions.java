package io.github.coconut4j.model;

import io.github.coconut4j.model.plan.Mode;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a model is run.
 *
 * @param streams threads; each runs its share of a batch's rows through a plan of its own
 * @param mode how plans compute
 * @param memoryLimit most bytes that the intermediate values of the plans of one executor may take in all; never more than what JavaCPP leaves
 * @param microBatch how many rows of a training batch run at once
 */
public record ExecutorOptions(int streams, Mode mode, long memoryLimit, MicroBatch microBatch) {
    public ExecutorOptions {
        if (streams < 1) {
            throw new ModelException("The number of streams is " + streams + "; it must be 1 or more.");
        }
        if (memoryLimit < 1) {
            throw new ModelException("The memory limit is " + memoryLimit + " bytes; it must be above 0.");
        }
    }

    /** One stream per core, fast plans, whole batches, as much off-heap memory as JavaCPP may take. */
    public static ExecutorOptions defaults() {
        return new ExecutorOptions(
                Runtime.getRuntime().availableProcessors(), Mode.FAST, Long.MAX_VALUE, MicroBatch.WHOLE);
    }

    public ExecutorOptions withStreams(int count) {
        return new ExecutorOptions(count, mode, memoryLimit, microBatch);
    }

    public ExecutorOptions withMode(Mode other) {
        return new ExecutorOptions(streams, other, memoryLimit, microBatch);
    }

    public ExecutorOptions withMemoryLimit(long bytes) {
        return new ExecutorOptions(streams, mode, bytes, microBatch);
    }

    public ExecutorOptions withMicroBatch(MicroBatch rows) {
        return new ExecutorOptions(streams, mode, memoryLimit, rows);
    }

    /** The mode, or the one of stock ops alone where the arrays live on a device: fast plans work on the memory of the host. */
    Mode modeHere() {
        return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.CUDA ? Mode.REFERENCE : mode;
    }

    /** The limit for a model of so many parameters: what JavaCPP leaves beside the gradients of each stream and the optimiser's two moments. */
    long memoryFor(long parameters) {
        long most = Pointer.maxBytes() > 0 ? Pointer.maxBytes() : Pointer.maxPhysicalBytes();
        long others = Pointer.totalBytes() + (streams + 2) * parameters * Float.BYTES;
        return most > 0 ? Math.min(memoryLimit, Math.max(1, most - others)) : memoryLimit;
    }
}
