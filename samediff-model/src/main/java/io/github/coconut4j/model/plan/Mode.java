package io.github.coconut4j.model.plan;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;

/** How a plan computes. */
public enum Mode {
    /** Fused loops, products added in place, windows instead of copies: agrees with {@link #REFERENCE} to about 1e-6. */
    FAST,
    /** Every node by its own libnd4j op: the same digits as SameDiff, on any type and any backend, only slower. */
    REFERENCE;

    /** The mode on a backend: where arrays live on a device, ops of libnd4j alone, for everything else works on the memory of the host. */
    Mode on(ExecutionerType backend) {
        return backend == ExecutionerType.CUDA ? REFERENCE : this;
    }
}
