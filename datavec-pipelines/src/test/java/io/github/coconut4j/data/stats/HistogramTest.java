package io.github.coconut4j.data.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.stats.Histogram.Bar;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static final int MOST = 20;

    @Test
    void fewValuesHaveABarEach() {
        assertThat(of(IntStream.of(3, 900, 3, 4)).bars(MOST))
                .containsExactly(new Bar(3, 3, 0.5), new Bar(4, 4, 0.25), new Bar(900, 900, 0.25));
    }

    @Test
    void manyValuesShareBarsOfARoundWidth() {
        List<Bar> bars = of(IntStream.rangeClosed(117, 345)).bars(MOST);

        // 10 would make 24 bars
        assertThat(bars).hasSize(13).first().isEqualTo(new Bar(100, 119, 3 / 229.0));
        assertThat(bars.get(1)).isEqualTo(new Bar(120, 139, 20 / 229.0));
        assertThat(bars.get(12).label()).isEqualTo("340-359");
    }

    @Test
    void emptyRangesBetweenOthersAreShown() {
        assertThat(of(IntStream.concat(IntStream.range(0, 21), IntStream.of(40)))
                        .bars(MOST))
                .extracting(Bar::share)
                .hasSize(9)
                .containsSubsequence(0.0, 0.0);
    }

    @Property(tries = 200)
    void barsHoldEveryValueOnce(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -2000, max = 2000) Integer> values) {
        List<Bar> bars = of(values.stream().mapToInt(Integer::intValue)).bars(MOST);

        assertThat(bars).hasSizeLessThanOrEqualTo(MOST);
        for (Bar bar : bars) {
            long inside = values.stream()
                    .filter(value -> value >= bar.from() && value <= bar.to())
                    .count();
            assertThat(bar.share()).isCloseTo((double) inside / values.size(), within(1e-12));
        }
        assertThat(bars.stream().mapToDouble(Bar::share).sum()).isCloseTo(1, within(1e-9));
    }

    private static Histogram of(IntStream values) {
        Histogram histogram = new Histogram();
        values.forEach(histogram::add);
        return histogram;
    }
}
