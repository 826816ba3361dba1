package io.github.coconut4j.curriculum.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes {@code metrics.jsonl}: one JSON object a line, {@code "event"} is {@code "step"} or {@code "evaluation"}, the
 * other keys are those of the listener's events. Lines reach the disk before the checkpoint that counts on them.
 */
public final class MetricsFile implements TrainingListener, AutoCloseable {
    private static final JsonMapper JSON = ConfigFormat.json();
    private static final String EVENT = "event";

    private final Path file;
    private final BufferedWriter writer;

    /**
     * Opens the file to go on after a step; lines of later steps, written before the run was stopped, are dropped.
     *
     * @param step the last one that is still true; 0 for a new run
     */
    public MetricsFile(Path file, long step) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                keepUpTo(step);
            }
            writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    /** The objects of a metrics file; a last line that was cut off is left out. */
    public static List<JsonNode> read(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(MetricsFile::parse)
                            .filter(line -> line.has(EVENT))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    @Override
    public void onStep(StepDone event) {
        write("step", event);
    }

    @Override
    public void onEvaluated(Evaluated event) {
        write("evaluation", event);
        try {
            writer.flush();
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    private void write(String name, Object event) {
        ObjectNode line = JSON.createObjectNode().put(EVENT, name);
        line.setAll(JSON.<ObjectNode>valueToTree(event));
        try {
            writer.write(line.toString());
            writer.write('\n');
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    private void keepUpTo(long step) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.write(
                temporary,
                read(file).stream()
                        .filter(line -> line.path("step").asLong() <= step)
                        .map(JsonNode::toString)
                        .toList());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException cutOff) {
            return JSON.missingNode();
        }
    }

    private static CurriculumException failed(String what, Path file, IOException e) {
        return new CurriculumException("Could not " + what + " " + file + ": " + e.getMessage(), e);
    }
}
