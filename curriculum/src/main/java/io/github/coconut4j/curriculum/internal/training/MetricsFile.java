package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.MetricsEvent;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes {@code metrics.jsonl}, a line for each {@link MetricsEvent}. Lines reach the disk before the checkpoint that counts on them. {@link Metrics} reads them. */
public final class MetricsFile implements TrainingListener, AutoCloseable {
    private final Path file;
    private final BufferedWriter writer;

    /**
     * Opens the file to go on after a checkpoint; lines of what will be done again are dropped.
     *
     * @param from the checkpoint; empty for a run from its beginning
     */
    public MetricsFile(Path file, Optional<CheckpointState> from) {
        this.file = file;
        if (Files.exists(file)) {
            WholeFiles.write(file, from.map(this::before).orElse(""));
        }
        try {
            writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private String before(CheckpointState state) {
        return Metrics.read(file).events().stream()
                .filter(event -> isBefore(event, state))
                .map(event -> Metrics.line(event) + "\n")
                .collect(Collectors.joining());
    }

    /** Within an epoch a checkpoint is written before the problems are asked, so that is done again. */
    private static boolean isBefore(MetricsEvent event, CheckpointState state) {
        boolean asksAfterIt = state.withinEpoch() && event instanceof Evaluated;
        return event.step() < state.step() || (event.step() == state.step() && !asksAfterIt);
    }

    @Override
    public void onStep(StepDone event) {
        write(event);
    }

    @Override
    public void onStepSkipped(StepSkipped event) {
        write(event);
    }

    @Override
    public void onAveraged(Averaged event) {
        write(event);
    }

    @Override
    public void onEvaluated(Evaluated event) {
        write(event);
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
            throw failed(e);
        }
    }

    private void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void write(MetricsEvent event) {
        try {
            writer.write(Metrics.line(event));
            writer.write('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private CurriculumException failed(IOException e) {
        return FileTree.failed("write", file, e);
    }
}
