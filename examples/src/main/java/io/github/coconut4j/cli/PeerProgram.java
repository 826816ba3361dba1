package io.github.coconut4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Another program that does the same work as a benchmark, started through the shell. */
final class PeerProgram {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String command;

    PeerProgram(String command) {
        this.command = command;
    }

    /**
     * What the peer measured.
     *
     * @param forwardSeconds of a forward pass
     * @param stepSeconds of a training step
     */
    record Times(double forwardSeconds, double stepSeconds) {}

    /** Runs the program once; the last line it prints must be the JSON. */
    Times run() {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new UserException("The peer ended with exit code %d: %s".formatted(exit, command));
            }
            return parse(output);
        } catch (IOException e) {
            throw new UserException("The peer cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted while the peer was running.", e);
        }
    }

    private static Times parse(String output) {
        List<String> lines = output.strip().lines().toList();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        try {
            JsonNode root = JSON.readTree(last);
            JsonNode forward = root.path("forward_s");
            JsonNode step = root.path("step_s");
            if (forward.isNumber() && step.isNumber()) {
                return new Times(forward.asDouble(), step.asDouble());
            }
        } catch (JsonProcessingException e) {
            throw new UserException("The last line of the peer is not JSON: " + last, e);
        }
        throw new UserException("The last line of the peer lacks the numbers forward_s and step_s: " + last);
    }
}
