package io.github.coconut4j.model.bench;

import java.util.Map;

/**
 * What a training step of one shape costs.
 *
 * @param forwardSeconds median of a forward pass
 * @param stepSeconds median of a whole training step, AdamW included
 * @param gigaflops billions of operations in the matrix products of a step, per second of a step
 * @param peakShare that rate as a share of what the machine's products reach by themselves
 * @param ops share of a step's processor time by kind of op, the most expensive first
 * @param planBytes memory of all plans kept: intermediate values of all streams
 * @param plans how many plans are kept
 * @param peakResidentBytes most memory the process ever held; 0 where the system does not tell
 * @param offHeapBytesPerStep off-heap memory that a step leaves behind
 * @param arraysPerStep arrays that a step makes, whether or not it leaves them behind
 * @param parameters numbers the model consists of
 */
public record StepResult(
        double forwardSeconds,
        double stepSeconds,
        double gigaflops,
        double peakShare,
        Map<String, Double> ops,
        long planBytes,
        int plans,
        long peakResidentBytes,
        long offHeapBytesPerStep,
        long arraysPerStep,
        long parameters) {}
