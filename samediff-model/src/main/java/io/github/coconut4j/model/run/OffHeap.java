package io.github.coconut4j.model.run;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/** Memory outside the Java heap. JavaCPP counts its own pointers alone; the numbers of arrays are counted by libnd4j. */
public final class OffHeap {
    private static final int DEVICE = 0;

    private OffHeap() {}

    /** {@return bytes in use: arrays (on a GPU, those on the device) and JavaCPP's pointers} */
    public static long bytes() {
        return Pointer.totalBytes() + Nd4j.getEnvironment().getDeviceCouner(DEVICE); // its name is misspelt there
    }

    /** Most bytes there may be, as JavaCPP was told by {@code org.bytedeco.javacpp.maxbytes}; 0 for any number. */
    static long limit() {
        return Pointer.maxBytes() > 0 ? Pointer.maxBytes() : Pointer.maxPhysicalBytes();
    }

    /** Has arrays, too, obey JavaCPP's limit: one that does not fit is then refused by libnd4j. On a GPU, memory is the device's own and stays unlimited. */
    public static void enforceLimit() {
        Environment environment = Nd4j.getEnvironment();
        if (limit() > 0 && environment.isCPU()) {
            environment.setDeviceLimit(DEVICE, limit());
        }
    }

    /** {@return how many arrays, windows and contexts of ops have been made so far, whether or not they are gone again} */
    public static long made() {
        return Nd4j.getDeallocatorService().nextValue();
    }
}
