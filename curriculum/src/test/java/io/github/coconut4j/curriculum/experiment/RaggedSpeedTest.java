package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.CurriculumException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What is counted; how long anything takes is not held to anything. */
class RaggedSpeedTest {
    /** Three rows in eight columns; the first column with a token is 1, the last is 6, so six columns would do. */
    private static final int[][] MASK = {
        {0, 1, 1, 1, 1, 0, 0, 0}, {0, 0, 0, 1, 1, 1, 1, 0}, {0, 0, 1, 1, 1, 1, 0, 0},
    };

    private static final int[][] IDS = {
        {0, 11, 12, 13, 14, 0, 0, 0}, {0, 0, 0, 21, 22, 23, 24, 0}, {0, 0, 31, 32, 33, 34, 0, 0},
    };

    private static final int[][] SHORT_LAST = {MASK[0], MASK[1], {0, 0, 0, 1, 1, 1, 0, 0}};

    private static MultiDataSet batch(int[][] mask) {
        return new MultiDataSet(
                new INDArray[] {Nd4j.createFromArray(IDS), Nd4j.createFromArray(mask), Nd4j.createFromArray(IDS)},
                new INDArray[] {Nd4j.createFromArray(IDS)});
    }

    @Test
    void columnsAreTokensOrUnlikeRowsOrRounding() {
        BatchLengths lengths = BatchLengths.of(batch(MASK));

        assertThat(lengths).isEqualTo(new BatchLengths(3, 12, 18, 24));
    }

    @Test
    void aBatchOfOneLengthIsTheNearestRowOverAndOver() {
        org.nd4j.linalg.dataset.api.MultiDataSet alike = BatchLengths.alike(batch(SHORT_LAST), 3.2);

        int[][] expected = {{32, 33, 34}, {32, 33, 34}, {32, 33, 34}};
        assertThat(alike.getFeatures(0).toIntMatrix()).isDeepEqualTo(expected);
        assertThat(alike.getLabels(0).toIntMatrix()).isDeepEqualTo(expected);
        assertThat(BatchLengths.of(alike)).isEqualTo(new BatchLengths(3, 9, 9, 9));
    }

    @Test
    void problemsOfOneLengthHaveNoPadding() {
        RaggedSpeed speed = RaggedSpeed.measure(
                TinyExperiments.coconutAlone().curriculum(Dsl.stages(2).epochs(9, 1, 1)), 6, 3);

        assertThat(speed.unlikeShare()).isZero();
        assertThat(speed.roundedShare()).isZero();
        assertThat(speed.tokens() / speed.rows()).as("as in DataSpeedTest").isCloseTo(22, within(0.01));
        assertThat(speed.ratio()).isEqualTo(speed.tokens() / speed.equalTokens());
        assertThat(speed.planBytes()).isPositive();
    }

    @Test
    void sentencesHaveSome() {
        RaggedSpeed speed = RaggedSpeed.measure(
                TinyExperiments.coconutAlone()
                        .data(Dsl.prosQa()
                                .hops(1, 2)
                                .concepts(6, 9)
                                .balanced(true)
                                .problemsPerEpoch(24))
                        .model(Dsl.gpt2().layers(1).width(16).heads(2).positions(128)),
                4,
                2);

        assertThat(speed.unlikeShare()).isBetween(0.01, 0.5);
        assertThat(speed.roundedShare()).isBetween(0.01, 0.5);
        assertThat(speed.compileSeconds()).isPositive().isLessThan(speed.seconds());
    }

    @Test
    void someStepsMustBeLeftToCount() {
        assertThatThrownBy(() -> RaggedSpeed.measure(TinyExperiments.coconutAlone(), 3, 3))
                .isInstanceOf(CurriculumException.class)
                .hasMessage("Of 3 steps, 3 cannot be left out: at least 1, and fewer than all.");
    }
}
