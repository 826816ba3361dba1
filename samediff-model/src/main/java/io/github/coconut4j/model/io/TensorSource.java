package io.github.coconut4j.model.io;

import io.github.coconut4j.model.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Named arrays that lie in files, read one at a time: what nobody asks for costs nothing. Opening one checks that every array lies where the file says; nothing
 * in a file is ever executed.
 */
public interface TensorSource extends AutoCloseable {
    /** {@return the files the arrays lie in} */
    List<Path> files();

    /** {@return the names of all arrays, in the order of the file} */
    Set<String> names();

    /**
     * {@return the sizes of an array}
     *
     * @param name of an array
     * @throws ModelException when there is no array of that name
     */
    long[] shape(String name);

    /**
     * Reads an array. Float, double, int and long keep their type, half precisions become float.
     *
     * @param name of an array
     * @return the array, c-ordered, owned by the caller
     * @throws ModelException when there is no array of that name or its numbers cannot be read
     */
    INDArray read(String name);

    /** {@return whole numbers that the file itself says of its model, by name; mostly none} */
    default Map<String, Long> settings() {
        return Map.of();
    }

    @Override
    void close();
}
