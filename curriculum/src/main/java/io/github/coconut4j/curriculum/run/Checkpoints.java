package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.CurriculumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run, one for each finished epoch. A checkpoint is written under a temporary name, put onto the disk
 * and then renamed: whatever moment the process is killed at, every checkpoint that is there is whole.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String PREFIX = "epoch-";
    private static final String TEMPORARY = ".writing-";
    private static final String DELETED = ".deleted-";

    private final Path folder;

    /** @param folder in which they lie; need not exist yet */
    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the checkpoint of {@code state.epoch()}.
     *
     * @param content writes the model's and optimizer's files into the folder it is given, the optimizer's as {@link
     *     Checkpoint#OPTIMIZER}
     */
    public Checkpoint write(CheckpointState state, Consumer<Path> content) {
        String name = PREFIX + "%04d".formatted(state.epoch());
        Path temporary = folder.resolve(TEMPORARY + name);
        Path place = folder.resolve(name);
        try {
            sweep();
            Files.createDirectories(temporary);
            content.accept(temporary);
            CheckpointState complete = state.withFiles(sums(temporary));
            JsonFiles.write(temporary.resolve(Checkpoint.STATE), complete);
            FileTree.entries(temporary).forEach(FileTree::force);
            FileTree.force(temporary);
            if (Files.exists(place)) {
                remove(place);
            }
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            FileTree.force(folder);
            return new Checkpoint(place, complete);
        } catch (IOException e) {
            throw new CurriculumException("Could not write the checkpoint " + place + ": " + e.getMessage(), e);
        }
    }

    /** All checkpoints whose state can be read, by epoch. */
    public List<Checkpoint> list() {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Path entry : FileTree.entries(folder)) {
            if (entry.getFileName().toString().startsWith(PREFIX)) {
                try {
                    checkpoints.add(Checkpoint.open(entry));
                } catch (CurriculumException broken) {
                    LOG.warn("Leaving out a broken checkpoint: {}", broken.getMessage());
                }
            }
        }
        checkpoints.sort(
                Comparator.comparingInt(checkpoint -> checkpoint.state().epoch()));
        return checkpoints;
    }

    /** The last checkpoint that is whole; damaged ones are left out with a warning. */
    public Optional<Checkpoint> latest() {
        List<Checkpoint> checkpoints = list();
        for (int i = checkpoints.size() - 1; i >= 0; i--) {
            try {
                checkpoints.get(i).verify();
                return Optional.of(checkpoints.get(i));
            } catch (CurriculumException damaged) {
                LOG.warn("Leaving out a damaged checkpoint: {}", damaged.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Deletes all but the last checkpoint and the best of every stage; of equally good ones the later is kept. */
    public void prune() {
        List<Checkpoint> checkpoints = list();
        Map<Integer, Checkpoint> best = new HashMap<>();
        for (Checkpoint checkpoint : checkpoints) {
            best.merge(
                    checkpoint.state().stage(),
                    checkpoint,
                    (old, later) -> later.state().accuracy() >= old.state().accuracy() ? later : old);
        }
        for (Checkpoint checkpoint : checkpoints.subList(0, Math.max(0, checkpoints.size() - 1))) {
            if (!best.containsValue(checkpoint)) {
                remove(checkpoint.folder());
            }
        }
    }

    /** Deletes what a killed process left half written or half deleted. */
    private void sweep() {
        for (Path entry : FileTree.entries(folder)) {
            String name = entry.getFileName().toString();
            if (name.startsWith(TEMPORARY) || name.startsWith(DELETED)) {
                FileTree.delete(entry);
            }
        }
    }

    /** Deletes a checkpoint so that it is never seen in parts. */
    private void remove(Path checkpoint) {
        Path deleted = folder.resolve(DELETED + checkpoint.getFileName());
        try {
            Files.move(checkpoint, deleted, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CurriculumException("Could not delete " + checkpoint + ": " + e.getMessage(), e);
        }
        FileTree.delete(deleted);
    }

    private static Map<String, String> sums(Path folder) {
        Map<String, String> sums = new LinkedHashMap<>();
        for (Path file : FileTree.entries(folder)) {
            sums.put(file.getFileName().toString(), FileTree.sha256(file));
        }
        return sums;
    }
}
