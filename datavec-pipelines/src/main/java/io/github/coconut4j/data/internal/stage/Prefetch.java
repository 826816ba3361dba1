package io.github.coconut4j.data.internal.stage;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Makes the next few batches on one thread of its own, in order. With a depth of 0 it makes them when asked, on the
 * caller's thread.
 */
public final class Prefetch implements AutoCloseable {
    private final int depth;
    private final ExecutorService worker;
    private final Queue<Future<MultiDataSet>> ahead = new ArrayDeque<>();

    private LongFunction<MultiDataSet> maker = index -> null;
    private long next;
    private long submitted;
    private long end;

    public Prefetch(int depth) {
        this.depth = depth;
        worker = depth == 0 ? null : Executors.newSingleThreadExecutor(Prefetch::daemon);
    }

    /** Forgets what was made ahead and goes on with the batches {@code from .. end-1} of this maker. */
    public void start(LongFunction<MultiDataSet> batchMaker, long from, long endOfBatches) {
        ahead.forEach(batch -> batch.cancel(false));
        ahead.clear();
        maker = batchMaker;
        next = from;
        submitted = from;
        end = endOfBatches;
    }

    /** Number of the batch that {@link #take} gives next. */
    public long position() {
        return next;
    }

    public boolean isAtEnd() {
        return next >= end;
    }

    /** The next batch; waits for it if it is not ready. */
    public MultiDataSet take() {
        if (depth == 0) {
            return maker.apply(next++);
        }
        fill();
        next++;
        MultiDataSet batch = await(ahead.remove());
        fill();
        return batch;
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.shutdownNow();
        }
    }

    private void fill() {
        while (submitted < end && submitted <= next + depth - 1) {
            long index = submitted++;
            LongFunction<MultiDataSet> current = maker;
            ahead.add(worker.submit(() -> current.apply(index)));
        }
    }

    private static MultiDataSet await(Future<MultiDataSet> batch) {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "staged-batches");
        thread.setDaemon(true);
        return thread;
    }
}
