package io.github.coconut4j.model.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.ModelException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StreamsTest {
    @Test
    void theFailureOfTheLowestStreamIsThrownWithTheOthers() {
        try (Streams streams = new Streams(3)) {
            assertThatThrownBy(() -> streams.each(stream -> {
                        throw new ModelException("stream " + stream);
                    }))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("stream 0")
                    .satisfies(first -> assertThat(first.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactly("stream 1", "stream 2"));
        }
    }

    /** What the streams work on is closed by whoever is told that they have ended. */
    @Test
    void anInterruptIsToldWhenAllStreamsHaveEnded() {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        try (Streams streams = new Streams(2)) {
            assertThatThrownBy(() -> streams.each(stream -> {
                        if (stream == 0) {
                            caller.interrupt();
                            interrupted.countDown();
                        } else {
                            await(interrupted);
                            busy(50);
                            ended.set(true);
                        }
                    }))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("Interrupted");
            assertThat(ended).as("the other stream has ended").isTrue();
            assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does not notice interrupts, as native code does not. */
    private static void busy(int milliseconds) {
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
