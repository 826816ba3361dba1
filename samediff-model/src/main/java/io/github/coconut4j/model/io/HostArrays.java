package io.github.coconut4j.model.io;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Dense arrays as buffers in the memory of the host. For the sake of devices with a memory of their own, {@link #read} goes before reading and {@link #written} after
 * writing; on the CPU both do nothing. {@code written} hands over the whole array, so who writes only a part of what a device has computed reads first.
 */
public final class HostArrays {
    private HostArrays() {}

    /**
     * The elements of an array, c-ordered.
     *
     * @param array of floats, dense, that begins where its memory begins
     * @return a view: what is written there is in the array
     */
    public static FloatBuffer floats(INDArray array) {
        requireStart(array);
        try (FloatPointer pointer = new FloatPointer(array.data().pointer())) {
            return pointer.capacity(array.length()).asBuffer();
        }
    }

    /**
     * Some elements of an array of one axis.
     *
     * @param array of floats, of one axis
     * @param from first element, from 0
     * @param length how many
     * @return a view: what is written there is in the array
     */
    public static FloatBuffer floats(INDArray array, long from, long length) {
        requireStart(array);
        try (FloatPointer pointer = new FloatPointer(array.data().pointer())) {
            return pointer.position(from).limit(from + length).asBuffer();
        }
    }

    /**
     * The elements of an array, c-ordered.
     *
     * @param array of ints, dense, that begins where its memory begins
     * @return a view: what is written there is in the array
     */
    public static IntBuffer ints(INDArray array) {
        requireStart(array);
        try (IntPointer pointer = new IntPointer(array.data().pointer())) {
            return pointer.capacity(array.length()).asBuffer();
        }
    }

    /** Backends disagree whether the pointer of a later window starts with the window or with the whole. */
    private static void requireStart(INDArray array) {
        if (array.offset() != 0) {
            throw new IllegalArgumentException("a window that starts at element " + array.offset() + " of its memory");
        }
    }

    /**
     * Brings what a device has computed to the host.
     *
     * @param array on any backend
     */
    public static void read(INDArray array) {
        Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
    }

    /**
     * Says that the host's copy is the one that counts now.
     *
     * @param array on any backend
     */
    public static void written(INDArray array) {
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    }
}
