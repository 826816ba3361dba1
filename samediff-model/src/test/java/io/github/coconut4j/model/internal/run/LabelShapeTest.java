package io.github.coconut4j.model.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.loop.LoopShape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelShapeTest {
    private static final LoopShape SHAPE = new LoopShape(32, 96, 9, 23, true);
    private static final int FIRST = 95;
    private static final int DENSE = 32 * 32;
    private static final int COLUMNS = 32 * 128;

    private static int rows(int labels, double headCost) {
        return LabelShape.of(FIRST, labels, SHAPE, headCost).size(SHAPE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 2, 100})
    void allLabelsFitAndWhatIsAddedCostsASixteenthAtMost(double headCost) {
        for (int labels = 1; labels <= DENSE; labels++) {
            int added = rows(labels, headCost) - labels;

            assertThat(added).isNotNegative();
            if (rows(labels, headCost) < DENSE) {
                assertThat(added).isLessThanOrEqualTo(labels / 2);
                assertThat(added * headCost).isLessThanOrEqualTo(Math.max(COLUMNS, labels * headCost) / 16);
            }
        }
    }

    @Test
    void whereTheHeadIsCheapFewSizesServeAllNumbersOfLabels() {
        assertThat(IntStream.rangeClosed(1, DENSE)
                        .map(labels -> rows(labels, 0.01))
                        .distinct())
                .hasSizeLessThan(20);
        assertThat(IntStream.rangeClosed(230, 500)
                        .map(labels -> rows(labels, 0.01))
                        .distinct())
                .containsExactly(256, 384, 512);
    }

    @Test
    void manyLabelsTakeWholeColumns() {
        assertThat(LabelShape.of(FIRST, DENSE, SHAPE, 1).gathered()).isFalse();
        assertThat(LabelShape.of(FIRST, DENSE * 4 / 5, SHAPE, 1).gathered()).isFalse();
        assertThat(LabelShape.of(FIRST, DENSE / 2, SHAPE, 1).gathered()).isTrue();
    }
}
