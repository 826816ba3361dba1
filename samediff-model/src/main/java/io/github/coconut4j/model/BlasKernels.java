package io.github.coconut4j.model;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which of its kernels OpenBLAS takes. Version 0.3.19 knows no processor that came later: newer ones of Intel it takes for a Prescott of 2004, newer ones of AMD for the
 * first Zen, which is slow. It looks at a variable of the environment when it is loaded, and at nothing else, so the variable is set before, for this process alone.
 */
final class BlasKernels {
    /** The variable, which a user may set as well; then nothing is changed. */
    static final String VARIABLE = "OPENBLAS_CORETYPE";

    /** Kernels for all processors with {@link #WIDE}. */
    static final String KERNELS = "SkylakeX";

    private static final String WIDE = "avx512vl";
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private BlasKernels() {}

    /** The one call into C's library: Java cannot change the environment of its own process. */
    private interface Environment extends Library {
        int setenv(String name, String value, int overwrite);
    }

    /** Chooses the kernels where OpenBLAS would not find them itself. Does nothing once it is loaded. */
    static void choose() {
        if (Platform.isLinux() && System.getenv(VARIABLE) == null && hasWideVectors(PROCESSORS)) {
            try {
                Native.load("c", Environment.class).setenv(VARIABLE, KERNELS, 0);
            } catch (UnsatisfiedLinkError noPlaceToUnpack) {
                // JNA's native part cannot be written anywhere: OpenBLAS chooses for itself, which is slower and as
                // right
            }
        }
    }

    /** Whether the processors of a list such as {@code /proc/cpuinfo} have 512-bit vectors with all that the kernels need. */
    static boolean hasWideVectors(Path processors) {
        try (var lines = Files.lines(processors, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> List.of(line.split("\\s+")).contains(WIDE))
                    .orElse(false);
        } catch (IOException unknown) {
            return false;
        }
    }
}
