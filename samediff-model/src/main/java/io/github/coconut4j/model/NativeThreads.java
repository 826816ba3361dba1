package io.github.coconut4j.model;

import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The threads within one operation of libnd4j, OpenMP or OpenBLAS: always one. An executor has threads of its own that share the cores; a product that was
 * split once more would wait for them, and sums that are split otherwise are rounded otherwise. And the kernels
 * that OpenBLAS takes, which it would not find for newer processors.
 */
public final class NativeThreads {
    private static final String VARIABLE = "OMP_NUM_THREADS";

    private NativeThreads() {}

    /**
     * Gives the libraries, and the calling thread, one thread each, whatever the environment says, and OpenBLAS the kernels of this processor. Called by everything here
     * before its first array; a program that makes arrays before may call it itself.
     *
     * @throws ModelException if the class path has no backend of ND4J, or the variable {@code OMP_NUM_THREADS} is none ND4J could start with
     */
    public static void one() {
        requireBackend();
        requireUsable(System.getenv(VARIABLE));
        BlasKernels.choose();
        if (Nd4j.getEnvironment().isCPU()) {
            Nd4j.factory().blas().setMaxThreads(1);
        }
        Nd4j.getEnvironment()
                .setMaxMasterThreads(1); // what loops of libnd4j are split into; its setMaxThreads does nothing
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }

    /** No module here brings one. ND4J itself says so by an error in a static initializer, and after that by a missing class. */
    private static void requireBackend() {
        if (ServiceLoader.load(Nd4jBackend.class, Nd4jBackend.class.getClassLoader()).stream()
                .findAny()
                .isEmpty()) {
            throw new ModelException("There is no backend of ND4J on the class path: name one among the dependencies,"
                    + " org.nd4j:nd4j-native for processors or org.nd4j:nd4j-cuda-11.6 for GPUs, in the version of"
                    + " nd4j-api.");
        }
    }

    /** ND4J reads the variable while it starts: what is no number ends it, and with none or less of them its loops do nothing. */
    static void requireUsable(String value) {
        if (value != null && !value.isEmpty() && !value.matches("[1-9][0-9]{0,4}")) {
            throw new ModelException(
                    "%s is \"%s\", which ND4J cannot start with; unset it (one thread is used in any case)."
                            .formatted(VARIABLE, value));
        }
    }
}
