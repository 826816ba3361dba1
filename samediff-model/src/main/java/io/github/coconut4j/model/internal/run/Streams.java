package io.github.coconut4j.model.internal.run;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.NativeThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The threads a model runs on. Each has the native libraries to itself with one thread, so that several streams share the cores instead of fighting for them: two streams with one
 * thread each were 1.4 times as fast as one stream with two threads.
 */
public final class Streams implements AutoCloseable {
    private final ExecutorService threads;
    private final int count;

    public Streams(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(
                    () -> {
                        NativeThreads.one();
                        task.run();
                    },
                    "coconut-stream");
            thread.setDaemon(true);
            return thread;
        });
        NativeThreads.one();
    }

    public int count() {
        return count;
    }

    /**
     * Runs a piece of work on every stream and waits until all have ended, even when the caller is interrupted meanwhile: what they work on may be closed afterwards.
     * The failure of the lowest stream is thrown, with those of the others suppressed.
     *
     * @throws ModelException when the caller was interrupted and nothing else failed; the thread stays interrupted
     */
    public void each(IntConsumer work) {
        List<Future<?>> running = new ArrayList<>();
        for (int stream = 0; stream < count; stream++) {
            int number = stream;
            running.add(threads.submit(() -> work.accept(number)));
        }
        boolean interrupted = false;
        RuntimeException failure = null;
        for (Future<?> future : running) {
            boolean ended = false;
            while (!ended) {
                try {
                    future.get();
                    ended = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    failure = joined(failure, e.getCause());
                    ended = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            failure = failure == null ? new ModelException("Interrupted while the model was running.") : failure;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException joined(RuntimeException first, Throwable next) {
        if (first != null) {
            first.addSuppressed(next);
            return first;
        }
        return next instanceof RuntimeException cause ? cause : new IllegalStateException(next);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
