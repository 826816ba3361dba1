package io.github.coconut4j.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OffHeapTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void countsTheNumbersOfArraysUntilTheyAreClosed() {
        long before = OffHeap.bytes();
        // Garbage of other tests may go meanwhile.
        try (INDArray array = Nd4j.create(DataType.FLOAT, 16 * MEBIBYTE)) {
            assertThat(OffHeap.bytes() - before).isBetween(32 * MEBIBYTE, 65 * MEBIBYTE);
            assertThat(array.length()).isEqualTo(16 * MEBIBYTE);
        }
        assertThat(OffHeap.bytes() - before).isLessThan(MEBIBYTE);
    }

    @Test
    void countsWhatIsMadeEvenIfItIsGoneAgain() {
        long nothing = -OffHeap.made() + OffHeap.made();
        long before = OffHeap.made();
        Nd4j.create(DataType.FLOAT, 3).close();

        assertThat(OffHeap.made() - before).isGreaterThan(nothing);
    }
}
