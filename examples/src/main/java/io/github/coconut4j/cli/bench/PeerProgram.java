package io.github.coconut4j.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.model.bench.ResidentMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another program that does the same work as a benchmark, started through the shell. */
final class PeerProgram {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MILLIS_BETWEEN_LOOKS = 50;

    private final String command;

    PeerProgram(String command) {
        this.command = command;
    }

    /**
     * What the peer measured.
     *
     * @param forwardSeconds of a forward pass
     * @param stepSeconds of a training step
     * @param peakResidentBytes most memory that it and its children held; 0 where the system does not tell
     */
    record Times(double forwardSeconds, double stepSeconds, long peakResidentBytes) {}

    /** Runs the program once; the last line it prints must be the JSON. */
    Times run() {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            long peak = 0;
            do {
                peak = Math.max(peak, held(process.toHandle()));
            } while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS));
            if (process.exitValue() != 0) {
                throw new UserException("The peer ended with exit code %d: %s".formatted(process.exitValue(), command));
            }
            return parse(new String(output.join(), StandardCharsets.UTF_8), peak);
        } catch (IOException e) {
            throw new UserException("The peer cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted while the peer was running.", e);
        }
    }

    private static byte[] read(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shell may have become the program, or have started it. */
    private static long held(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(ResidentMemory::peak)
                .sum();
    }

    private static Times parse(String output, long peak) {
        List<String> lines = output.strip().lines().toList();
        if (lines.isEmpty()) {
            throw new UserException(
                    "The peer printed nothing; its last line must be {\"forward_s\": …, \"step_s\": …}.");
        }
        String last = lines.get(lines.size() - 1);
        try {
            JsonNode root = JSON.readTree(last);
            double forward = root.path("forward_s").doubleValue();
            double step = root.path("step_s").doubleValue();
            if (forward > 0 && step > 0) {
                return new Times(forward, step, peak);
            }
        } catch (JsonProcessingException e) {
            throw new UserException("The last line of the peer is not JSON: " + last, e);
        }
        throw new UserException("The last line of the peer lacks forward_s and step_s, numbers above 0: " + last);
    }
}
