package io.github.coconut4j.model.run;

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

    /** Runs a piece of work on every stream and waits for all of them; the first failure is thrown once all have ended. */
    public void each(IntConsumer work) {
        List<Future<?>> running = new ArrayList<>();
        for (int stream = 0; stream < count; stream++) {
            int number = stream;
            running.add(threads.submit(() -> work.accept(number)));
        }
        RuntimeException failure = null;
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = new ModelException("Interrupted while the model was running.", e);
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
