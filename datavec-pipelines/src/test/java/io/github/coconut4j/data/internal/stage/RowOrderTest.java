package io.github.coconut4j.data.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowOrderTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 1000, 4097})
    void everyRowHasExactlyOnePlace(long size) {
        RowOrder order = new RowOrder(size, 5, 2);

        assertThat(LongStream.range(0, size).map(order::rowAt).sorted().toArray())
                .isEqualTo(LongStream.range(0, size).toArray());
    }

    @Test
    void orderLooksRandom() {
        int size = 10_000;
        RowOrder order = new RowOrder(size, 5, 2);
        double neighbours = LongStream.range(1, size)
                .map(place -> Math.abs(order.rowAt(place) - order.rowAt(place - 1)))
                .average()
                .orElseThrow();

        // two uniform draws lie a third of the range apart on average; the mean of 10,000 is within 1 %
        assertThat(neighbours).isCloseTo(size / 3.0, within(0.03 * size / 3.0));
    }

    @Test
    void epochsDiffer() {
        long same = LongStream.range(0, 1000)
                .filter(place -> new RowOrder(1000, 5, 0).rowAt(place) == new RowOrder(1000, 5, 1).rowAt(place))
                .count();
        assertThat(same).isLessThan(20);
    }
}
