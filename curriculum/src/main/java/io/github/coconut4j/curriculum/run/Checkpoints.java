package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.curriculum.settings.CheckpointSettings.Keep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run: at the ends of epochs and, where the training was saved in between, within one. A checkpoint is written under a temporary name, put onto the disk
 * and then renamed: whatever moment the process is killed at, every checkpoint that is there is whole.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String PREFIX = "epoch-";
    private static final String TEMPORARY = ".writing-";
    private static final String DELETED = ".deleted-";
    private static final String SET_ASIDE = "refused-";

    private final Path folder;

    /** @param folder in which they lie; need not exist yet */
    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a checkpoint. If that fails nothing of it is left, and those before it stand.
     *
     * @param state everything but weights and moments
     * @param content writes the model's and optimizer's files into the folder it is given, the optimizer's as {@link Checkpoint#OPTIMIZER}
     * @return the checkpoint, whole and on the disk
     */
    public Checkpoint write(CheckpointState state, Consumer<Path> content) {
        String name = name(state);
        Path temporary = folder.resolve(TEMPORARY + name);
        try {
            sweep();
            Files.createDirectories(temporary);
            content.accept(temporary);
            CheckpointState complete = state.withFiles(sums(temporary));
            JsonFiles.write(temporary.resolve(Checkpoint.STATE), complete);
            FileTree.entries(temporary).forEach(FileTree::force);
            FileTree.force(temporary);
            return new Checkpoint(publish(temporary, name), complete);
        } catch (IOException e) {
            FileTree.deleteQuietly(temporary);
            throw FileTree.failed("write the checkpoint", folder.resolve(name), e);
        } catch (RuntimeException e) {
            FileTree.deleteQuietly(temporary);
            throw e;
        }
    }

    private Path publish(Path temporary, String name) throws IOException {
        Path place = folder.resolve(name);
        if (Files.exists(place)) {
            remove(place);
        }
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        FileTree.force(folder);
        return place;
    }

    private static String name(CheckpointState state) {
        String epochs = PREFIX + "%04d".formatted(state.epoch());
        return state.withinEpoch() ? epochs + "-step-%07d".formatted(state.step()) : epochs;
    }

    /** {@return all checkpoints whose state can be read, in the order of the training} */
    public List<Checkpoint> list() {
        return list((path, why) -> LOG.warn("Leaving out a broken checkpoint: {}", why));
    }

    private List<Checkpoint> list(BiConsumer<Path, String> broken) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Path entry : FileTree.entries(folder)) {
            if (entry.getFileName().toString().startsWith(PREFIX)) {
                try {
                    checkpoints.add(Checkpoint.open(entry));
                } catch (CurriculumException unreadable) {
                    broken.accept(entry, unreadable.getMessage());
                }
            }
        }
        checkpoints.sort(Comparator.comparingInt(
                        (Checkpoint checkpoint) -> checkpoint.state().epoch())
                .thenComparingLong(checkpoint -> checkpoint.state().position()));
        return checkpoints;
    }

    /** {@return the last checkpoint that is whole; damaged ones are left out with a warning} */
    public Optional<Checkpoint> latest() {
        return latest(
                checkpoint -> checkpoint, (path, why) -> LOG.warn("Leaving out the checkpoint {}: {}", path, why));
    }

    /**
     * {@return the last checkpoint that is whole and can be opened}
     *
     * @param <T> what a checkpoint is opened as
     * @param opener makes of a checkpoint what is wanted; throws if that cannot be
     * @param refused is told of every checkpoint that is left out, and why
     */
    public <T> Optional<T> latest(Function<Checkpoint, T> opener, BiConsumer<Path, String> refused) {
        List<Checkpoint> checkpoints = list(refused);
        for (int i = checkpoints.size() - 1; i >= 0; i--) {
            try {
                checkpoints.get(i).verify();
                return Optional.of(opener.apply(checkpoints.get(i)));
            } catch (RuntimeException unfit) {
                refused.accept(checkpoints.get(i).folder(), unfit.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Renames a checkpoint that is of no use to this run, so that it is found no more and nothing is lost.
     *
     * @param checkpoint of this run
     */
    public void setAside(Path checkpoint) {
        Path aside = folder.resolve(SET_ASIDE + checkpoint.getFileName());
        try {
            if (Files.exists(aside)) {
                FileTree.delete(aside);
            }
            Files.move(checkpoint, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FileTree.failed("rename", checkpoint, e);
        }
    }

    /**
     * Deletes what is not to be kept: always the checkpoints within an epoch but the last of all, and what a killed process
     * left half written or half deleted.
     *
     * @param keep which of the checkpoints of finished epochs
     */
    public void prune(Keep keep) {
        sweep();
        List<Checkpoint> checkpoints = list();
        Set<Checkpoint> kept = new HashSet<>(kept(checkpoints, keep));
        for (Checkpoint checkpoint : checkpoints.subList(0, Math.max(0, checkpoints.size() - 1))) {
            if (!kept.contains(checkpoint)) {
                remove(checkpoint.folder());
            }
        }
    }

    private static Collection<Checkpoint> kept(List<Checkpoint> checkpoints, Keep keep) {
        List<Checkpoint> ends = checkpoints.stream()
                .filter(checkpoint -> !checkpoint.state().withinEpoch())
                .toList();
        return switch (keep) {
            case ALL -> ends;
            case LAST -> List.of();
            case BEST_PER_STAGE -> bestPerStage(ends);
        };
    }

    private static Collection<Checkpoint> bestPerStage(List<Checkpoint> checkpoints) {
        Map<Integer, Checkpoint> best = new HashMap<>();
        for (Checkpoint checkpoint : checkpoints) {
            best.merge(
                    checkpoint.state().stage(),
                    checkpoint,
                    (old, later) -> later.state().accuracy() >= old.state().accuracy() ? later : old);
        }
        return best.values();
    }

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
            throw FileTree.failed("delete", checkpoint, e);
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
