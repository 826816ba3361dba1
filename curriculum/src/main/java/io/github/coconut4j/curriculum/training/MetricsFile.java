package io.github.coconut4j.curriculum.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes {@code metrics.jsonl}: one JSON object a line, {@code "event"} is {@code "step"}, {@code "skipped"} or {@code
 * "evaluation"}, the other keys are those of the listener's events. Lines reach the disk before the checkpoint that counts on them.
 */
public final class MetricsFile implements TrainingListener, AutoCloseable {
    private static final JsonMapper JSON = ConfigFormat.json();
    private static final String EVENT = "event";

    private final Path file;
    private final BufferedWriter writer;

    /**
     * Opens the file to go on after a checkpoint; lines of what will be done again are dropped.
     *
     * @param from the checkpoint; empty for a run from its beginning
     */
    public MetricsFile(Path file, Optional<CheckpointState> from) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                keep(line -> from.isPresent() && isBefore(line, from.get()));
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
    public void onStepSkipped(StepSkipped event) {
        write("skipped", event);
    }

    @Override
    public void onEvaluated(Evaluated event) {
        write("evaluation", event);
        flush();
    }

    @Override
    public void onCheckpointDue() {
        flush();
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    private void flush() {
        try {
            writer.flush();
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

    /** Within an epoch a checkpoint is written before the problems are asked, so that is done again. */
    private static boolean isBefore(JsonNode line, CheckpointState state) {
        long step = line.path("step").asLong();
        boolean asksAfterIt = state.withinEpoch() && line.path(EVENT).asText().equals("evaluation");
        return step < state.step() || (step == state.step() && !asksAfterIt);
    }

    private void keep(Predicate<JsonNode> wanted) throws IOException {
        StringBuilder kept = new StringBuilder();
        read(file).stream().filter(wanted).forEach(line -> kept.append(line).append('\n'));
        WholeFiles.write(file, kept.toString());
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
