package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.CurriculumException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A checkpoint on disk.
 *
 * @param folder a model folder with {@code optimizer.safetensors} beside
 * @param state where the training stood
 */
public record Checkpoint(Path folder, CheckpointState state) {
    static final String STATE = "state.json";

    /** Name of the optimizer's file. */
    public static final String OPTIMIZER = "optimizer.safetensors";

    /**
     * Reads the state of a checkpoint.
     *
     * @throws CurriculumException if the folder is no checkpoint
     */
    public static Checkpoint open(Path folder) {
        if (!Files.isRegularFile(folder.resolve(STATE))) {
            throw new CurriculumException(folder + " is not a checkpoint: it has no " + STATE + ".");
        }
        return new Checkpoint(folder, JsonFiles.read(folder.resolve(STATE), CheckpointState.class));
    }

    /** The optimizer's file. */
    public Path optimizer() {
        return folder.resolve(OPTIMIZER);
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
