package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.data.stage.Batches;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the columns of a batch are for. All are numbers of columns summed over its rows.
 *
 * @param rows of the batch
 * @param tokens columns with a token
 * @param longest columns if the batch had no more of them than its rows need, its longest prompt and its longest rest
 * @param columns that it has
 */
record BatchLengths(long rows, long tokens, long longest, long columns) {

    static BatchLengths of(MultiDataSet batch) {
        int[][] mask = batch.getFeatures(Batches.ATTENTION_MASK).toIntMatrix();
        long tokens = Arrays.stream(mask).flatMapToInt(Arrays::stream).sum();
        int first = Arrays.stream(mask).mapToInt(BatchLengths::first).min().orElseThrow();
        int end = Arrays.stream(mask).mapToInt(BatchLengths::end).max().orElseThrow();
        return new BatchLengths(
                mask.length, tokens, (long) (end - first) * mask.length, (long) mask[0].length * mask.length);
    }

    /**
     * A batch of copies of one row, without padding.
     *
     * @param length of the row: of the batch's rows the one nearest to it is taken
     */
    static MultiDataSet alike(MultiDataSet batch, double length) {
        int[][] mask = batch.getFeatures(Batches.ATTENTION_MASK).toIntMatrix();
        int row = IntStream.range(0, mask.length)
                .boxed()
                .min(Comparator.comparingDouble(
                        number -> Math.abs(Arrays.stream(mask[number]).sum() - length)))
                .orElseThrow();
        int first = first(mask[row]);
        int end = end(mask[row]);
        return new org.nd4j.linalg.dataset.MultiDataSet(
                copies(batch.getFeatures(), row, first, end), copies(batch.getLabels(), row, first, end));
    }

    private static INDArray[] copies(INDArray[] arrays, int row, int first, int end) {
        return Arrays.stream(arrays)
                .map(array -> {
                    int[] one = Arrays.copyOfRange(array.toIntMatrix()[row], first, end);
                    int[][] rows = new int[(int) array.size(0)][];
                    Arrays.fill(rows, one);
                    return Nd4j.createFromArray(rows);
                })
                .toArray(INDArray[]::new);
    }

    private static int first(int[] mask) {
        return IntStream.range(0, mask.length)
                .filter(column -> mask[column] == 1)
                .min()
                .orElseThrow();
    }

    private static int end(int[] mask) {
        return 1
                + IntStream.range(0, mask.length)
                        .filter(column -> mask[column] == 1)
                        .max()
                        .orElseThrow();
    }
}
