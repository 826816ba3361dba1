package io.github.coconut4j.curriculum.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTimesTest {
    @Test
    void areSortedNotAveraged() {
        assertThat(AnswerTimes.of(new double[] {3, 1, 1000, 2, 4})).satisfies(times -> {
            assertThat(times.questions()).isEqualTo(5);
            assertThat(times.median()).isEqualTo(3);
            assertThat(times.p95()).isEqualTo(1000);
        });
        assertThat(AnswerTimes.of(new double[] {7})).isEqualTo(new AnswerTimes(1, 7, 7));
    }
}
