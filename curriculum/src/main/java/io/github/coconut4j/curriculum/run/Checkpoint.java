package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.curriculum.internal.WholeFolders;
import io.github.coconut4j.data.stage.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A checkpoint on disk.
 *
 * @param folder a model folder with {@code optimizer.safetensors} beside
 * @param state where the training stood
 */
public record Checkpoint(Path folder, CheckpointState state) {
    static final String STATE = "state.json";

    private static final Map<String, ?> LATER = Map.of(
            "/position",
            0,
            "/skipped",
            0,
            "/plateau",
            Plateau.NONE,
            "/data",
            Map.of(),
            "/curriculum/earlier_prob",
            0,
            "/curriculum/patience",
            0,
            "/wording",
            Wording.STANDARD);

    /** Name of the optimizer's file. */
    public static final String OPTIMIZER = "optimizer.safetensors";

    /**
     * Reads the state of a checkpoint.
     *
     * @param folder one of a run's checkpoints
     * @return its state, without weights
     * @throws CurriculumException if the folder is no checkpoint
     */
    public static Checkpoint open(Path folder) {
        return find(folder)
                .orElseThrow(() -> new CurriculumException(folder + " is not a checkpoint: it has no " + STATE + "."));
    }

    /**
     * {@return the checkpoint in a folder; empty if it holds a model of others, or none}
     *
     * @param folder that need not be a checkpoint
     */
    public static Optional<Checkpoint> find(Path folder) {
        return JsonFiles.find(folder.resolve(STATE), CheckpointState.class, LATER)
                .map(state -> new Checkpoint(folder, state));
    }

    /** {@return the optimizer's file} */
    public Path optimizer() {
        return folder.resolve(OPTIMIZER);
    }

    /**
     * Copies it without its optimizer: a trained model that is asked, audited and analysed as before, but not trained on.
     *
     * @param out folder that is not there yet
     * @throws CurriculumException if a file is damaged or the folder cannot be written
     */
    public void copyWithoutOptimizer(Path out) {
        verify();
        Map<String, String> kept = new TreeMap<>(state.files());
        kept.remove(OPTIMIZER);
        WholeFolders.write(out, target -> {
            kept.keySet().forEach(name -> FileTree.copy(folder.resolve(name), target.resolve(name)));
            JsonFiles.write(target.resolve(STATE), state.withFiles(kept));
        });
    }

    /** @throws CurriculumException if a file is missing or is not what was written */
    void verify() {
        for (Map.Entry<String, String> file : state.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path)) {
                throw new CurriculumException(path + " is missing.");
            }
            if (!FileTree.sha256(path).equals(file.getValue())) {
                throw new CurriculumException(path + " has been damaged since it was written.");
            }
        }
    }
}
