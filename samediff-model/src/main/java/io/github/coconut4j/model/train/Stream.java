package io.github.coconut4j.model.train;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.internal.memory.Arena;

/** One thread's share of a model's training: the memory its plans share, and its gradients. Used by one thread at a time. */
final class Stream implements AutoCloseable {
    private final Model model;
    private final Arena arena;
    private long limit;
    private Parameters gradients;

    Stream(Model model) {
        this.model = model;
        this.arena = new Arena(() -> limit);
    }

    /** The memory for a plan, which may hold so many bytes in all. */
    Arena arena(long bytes) {
        limit = bytes;
        return arena;
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
        return arena.bytes();
    }

    void release() {
        arena.close();
    }

    @Override
    public void close() {
        release();
        if (gradients != null) {
            gradients.close();
        }
    }
}
