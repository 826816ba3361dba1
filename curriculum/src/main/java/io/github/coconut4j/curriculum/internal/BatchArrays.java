package io.github.coconut4j.curriculum.internal;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A batch whose native memory is given back when it is closed, not when the garbage collector finds it.
 *
 * @param arrays the batch; not to be used after closing
 */
public record BatchArrays(MultiDataSet arrays) implements AutoCloseable {

    @Override
    public void close() {
        close(arrays.getFeatures());
        close(arrays.getLabels());
    }

    private static void close(INDArray[] arrays) {
        for (INDArray array : arrays) {
            array.close();
        }
    }
}
