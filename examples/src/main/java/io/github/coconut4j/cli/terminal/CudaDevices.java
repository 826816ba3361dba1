package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.cli.arguments.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whether the GPUs of a machine can run ND4J's CUDA backend, asked of the driver before the backend is loaded: a backend that cannot run prints stack traces. */
public final class CudaDevices {
    private static final String BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
    private static final double OLDEST = 3.7;
    private static final double NEWEST = 8.9;

    private CudaDevices() {}

    /**
     * Checks the machine if this build has the CUDA backend.
     *
     * @throws UserException when no GPU of this machine will do
     */
    public static void require() {
        if (CudaDevices.class.getClassLoader().getResource(BACKEND) != null) {
            problem(driver()).ifPresent(problem -> {
                throw new UserException(problem);
            });
        }
    }

    /** What is wrong with the devices the driver tells of, one line each: {@code name, compute capability}. */
    static Optional<String> problem(List<String> devices) {
        if (devices.isEmpty()) {
            return Optional.of(
                    "this build runs on CUDA, but there is no NVIDIA driver or no GPU (nvidia-smi lists none): "
                            + "build without -Dcuda to run on the CPU");
        }
        boolean usable =
                devices.stream().mapToDouble(CudaDevices::capability).anyMatch(c -> c >= OLDEST && c <= NEWEST);
        return usable
                ? Optional.empty()
                : Optional.of(
                        "ND4J's CUDA backend holds code for compute capability %s to %s, but this machine has %s: build without -Dcuda to run on the CPU"
                                .formatted(OLDEST, NEWEST, String.join("; ", devices)));
    }

    private static double capability(String device) {
        try {
            return Double.parseDouble(
                    device.substring(device.lastIndexOf(',') + 1).strip());
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    private static List<String> driver() {
        try {
            Process process = new ProcessBuilder("nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String listed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0
                    ? listed.lines().filter(line -> !line.isBlank()).toList()
                    : List.of();
        } catch (IOException noDriver) {
            return List.of();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
