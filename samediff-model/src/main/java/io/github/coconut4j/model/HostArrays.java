package io.github.coconut4j.model;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Dense arrays as buffers in the memory of the host. For the sake of devices with a memory of their own, {@link #read} goes before reading and {@link #written} after
 * writing; on the CPU both do nothing.
 */
final class HostArrays {
    private HostArrays() {}

    /** The elements of an array, c-ordered. */
    static FloatBuffer floats(INDArray array) {
        try (FloatPointer pointer = new FloatPointer(array.data().pointer())) {
            return pointer.position(array.offset())
                    .capacity(array.offset() + array.length())
                    .asBuffer();
        }
    }

    /** The elements of an array, c-ordered. */
    static IntBuffer ints(INDArray array) {
        try (IntPointer pointer = new IntPointer(array.data().pointer())) {
            return pointer.position(array.offset())
                    .capacity(array.offset() + array.length())
                    .asBuffer();
        }
    }

    /** Brings what a device has computed to the host. */
    static void read(INDArray array) {
        Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
    }

    /** Says that the host's copy is the one that counts now. */
    static void written(INDArray array) {
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    }
}
