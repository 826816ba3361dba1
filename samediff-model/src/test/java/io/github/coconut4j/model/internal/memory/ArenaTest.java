package io.github.coconut4j.model.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ArenaTest {
    private static final int STEPS = 30;

    @RepeatedTest(20)
    void buffersInUseAtTheSameTimeNeverOverlap(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Buffer> buffers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            buffers.add(buffer(1 + random.nextInt(200), random.nextInt(STEPS), random.nextInt(STEPS)));
        }
        try (Arena arena = new Arena()) {
            long bytes = arena.place(buffers);
            for (Buffer a : buffers) {
                assertThat((a.offset() + a.length()) * Float.BYTES).isLessThanOrEqualTo(bytes);
                for (Buffer b : buffers) {
                    boolean together = a.first() <= b.last() && b.first() <= a.last();
                    boolean apart = a.offset() + a.length() <= b.offset() || b.offset() + b.length() <= a.offset();
                    assertThat(a == b || !together || apart).isTrue();
                }
            }
        }
    }

    @Test
    void buffersOneAfterTheOtherShareTheirMemory() {
        try (Arena arena = new Arena()) {
            long bytes = arena.place(List.of(buffer(64, 0, 1), buffer(64, 2, 3), buffer(64, 4, 5)));
            assertThat(bytes).isEqualTo(64 * Float.BYTES);
        }
    }

    @Test
    void asksForNoMoreThanItMayHold() {
        try (Arena arena = new Arena(() -> 1 << 20)) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> arena.place(List.of(buffer(1 << 20, 0, 1))))
                    .withMessageContaining("needs 4 MiB")
                    .withMessageContaining("1 MiB");
        }
    }

    private static Buffer buffer(int length, int oneEnd, int otherEnd) {
        Buffer buffer = new Buffer(length, DataType.FLOAT);
        buffer.usedAt(oneEnd);
        buffer.usedAt(otherEnd);
        return buffer;
    }
}
