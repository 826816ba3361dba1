package io.github.coconut4j.curriculum.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    /** Values of Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3; given to four digits. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0,   20, 0.0000, 0.1611",
        "1,   29, 0.0061, 0.1718",
    })
    void wilsonsIntervalIsThePublishedOne(int successes, int trials, double low, double high) {
        Interval interval = Interval.wilson(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 1", "7, 7, 0.6457, 1"})
    void theEdgesStayWithinZeroAndOne(int successes, int trials, double low, double high) {
        Interval interval = Interval.wilson(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(1e-4));
        assertThat(interval.high()).isEqualTo(high);
    }
}
