package io.github.coconut4j.data.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class BatchesTest {
    private static final int PAD = 0;
    private static final int LATENT = 9;

    /** Prompt 1 2 3, thoughts, answer 4 5. */
    private static final StagedRecord LONG_PROMPT =
            new StagedRecord(new int[] {1, 2, 3, LATENT, LATENT, 4, 5}, 5, 3, 2);
    /** Prompt 6, one thought, answer 7 8 7. */
    private static final StagedRecord SHORT_PROMPT = new StagedRecord(new int[] {6, LATENT, 7, 8, 7}, 2, 1, 1);

    @Test
    void firstLatentsStandInOneColumn() {
        MultiDataSet batch = Batches.training(List.of(LONG_PROMPT, SHORT_PROMPT), PAD, 1);

        assertThat(rows(batch.getFeatures(Batches.INPUT_IDS)))
                .isDeepEqualTo(new int[][] {{1, 2, 3, LATENT, LATENT, 4, 5}, {PAD, PAD, 6, LATENT, 7, 8, 7}});
        assertThat(rows(batch.getFeatures(Batches.ATTENTION_MASK)))
                .isDeepEqualTo(new int[][] {{1, 1, 1, 1, 1, 1, 1}, {0, 0, 1, 1, 1, 1, 1}});
        assertThat(rows(batch.getFeatures(Batches.POSITION_IDS)))
                .isDeepEqualTo(new int[][] {{0, 1, 2, 3, 4, 5, 6}, {0, 0, 0, 1, 2, 3, 4}});
        assertThat(rows(batch.getLabels(0)))
                .isDeepEqualTo(new int[][] {{-100, -100, -100, -100, -100, 4, 5}, {-100, -100, -100, -100, 7, 8, 7}});
    }

    @Test
    void bothSidesOfTheFirstLatentAreRoundedUp() {
        MultiDataSet batch = Batches.training(List.of(LONG_PROMPT, SHORT_PROMPT), PAD, 4);

        assertThat(rows(batch.getFeatures(Batches.INPUT_IDS)))
                .isDeepEqualTo(new int[][] {{PAD, 1, 2, 3, LATENT, LATENT, 4, 5}, {PAD, PAD, PAD, 6, LATENT, 7, 8, 7}});
    }

    @Test
    void shortRowsArePaddedOnTheRight() {
        StagedRecord brief = new StagedRecord(new int[] {6, LATENT, 7}, 2, 1, 1);
        MultiDataSet batch = Batches.training(List.of(LONG_PROMPT, brief), PAD, 1);

        assertThat(rows(batch.getFeatures(Batches.INPUT_IDS))[1]).containsExactly(PAD, PAD, 6, LATENT, 7, PAD, PAD);
        assertThat(rows(batch.getFeatures(Batches.POSITION_IDS))[1]).containsExactly(0, 0, 0, 1, 2, 0, 0);
        assertThat(rows(batch.getLabels(0))[1]).containsExactly(-100, -100, -100, -100, 7, -100, -100);
    }

    @Test
    void arraysAreInts() {
        MultiDataSet batch = Batches.training(List.of(LONG_PROMPT), PAD, 1);
        for (INDArray array : batch.getFeatures()) {
            assertThat(array.dataType()).isEqualTo(DataType.INT32);
        }
        assertThat(batch.getLabels(0).dataType()).isEqualTo(DataType.INT32);
    }

    @Test
    void promptsHaveFeaturesOnly() {
        MultiDataSet batch = Batches.prompts(List.of(new StagedRecord(new int[] {1, 2}, 2, 2, 0)), PAD, 1);

        assertThat(batch.numFeatureArrays()).isEqualTo(3);
        assertThat(batch.numLabelsArrays()).isZero();
    }

    private static int[][] rows(INDArray array) {
        return array.toIntMatrix();
    }
}
