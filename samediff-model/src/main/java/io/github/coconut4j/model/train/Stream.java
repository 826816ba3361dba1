package io.github.coconut4j.model.train;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.internal.memory.Arena;

/** One thread's share of a model's training: the memory its plans share, and its gradients. Used by one thread at a time. */
final class Stream implements AutoCloseable {
    private final Model model;
    private final Arena arena;
    private final Arena factors;
    private long limit;
    private Parameters gradients;

    Stream(Model model) {
        this.model = model;
        this.factors = new Arena(() -> limit);
        this.arena = new Arena(() -> limit - factors.bytes());
    }

    /** The memory of this stream may hold so many bytes in all. */
    void limit(long bytes) {
        limit = bytes;
    }

    /** The memory for intermediate values of a plan: what the factors leave of the limit. */
    Arena arena() {
        return arena;
    }

    /** The memory for factors of dropout, which are filled in before every run. */
    Arena factors() {
        return factors;
    }

    /** Gradients this stream has added up; made when first asked for. */
    Parameters gradients() {
        if (gradients == null) {
            gradients = Parameters.trained(model.config());
        }
        return gradients;
    }

    boolean hasGradients() {
        return gradients != null;
    }

    long bytes() {
        return arena.bytes() + factors.bytes();
    }

    void release() {
        arena.close();
        factors.close();
    }

    @Override
    public void close() {
        release();
        if (gradients != null) {
            gradients.close();
        }
    }
}
