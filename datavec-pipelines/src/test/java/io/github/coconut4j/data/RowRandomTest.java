package io.github.coconut4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowRandomTest {

    @Test
    void seedEpochAndRowAllCount() {
        Set<Long> hashes = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            for (int epoch = 0; epoch < 20; epoch++) {
                for (int row = 0; row < 50; row++) {
                    hashes.add(RowRandom.hash(seed, epoch, row));
                }
            }
        }
        assertThat(hashes).hasSize(20 * 20 * 50);
    }

    @Test
    void neighbouringRowsDrawIndependently() {
        int rows = 20_000;
        double sum = 0;
        double products = 0;
        double previous = RowRandom.at(1, 2, -1).nextDouble() - 0.5;
        for (int row = 0; row < rows; row++) {
            double draw = RowRandom.at(1, 2, row).nextDouble() - 0.5;
            sum += draw;
            products += draw * previous;
            previous = draw;
        }
        // standard deviations 0.289 and 0.083 over the root of the number of rows, times four
        assertThat(sum / rows).isCloseTo(0, within(0.0082));
        assertThat(products / rows).isCloseTo(0, within(0.0024));
    }
}
