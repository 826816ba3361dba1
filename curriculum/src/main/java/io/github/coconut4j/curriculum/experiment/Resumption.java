package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a stopped run goes on.
 *
 * @param checkpoint the last one that is whole and belongs to the run
 * @param model its weights; whoever asks for it closes it
 */
record Resumption(Checkpoint checkpoint, Model model) {

    /**
     * Looks for the last good checkpoint. Those that are damaged, or of another experiment, are renamed and the listener is
     * told.
     *
     * @return empty if no checkpoint has been written yet
     * @throws CurriculumException if there are checkpoints and none is any good
     */
    static Optional<Resumption> find(
            RunFolder folder, StagedMethod staged, Prepared prepared, TrainingListener listener) {
        Map<Path, String> refused = new LinkedHashMap<>();
        Optional<Resumption> found =
                folder.checkpoints().latest(checkpoint -> open(checkpoint, staged, prepared), refused::put);
        if (found.isEmpty() && !refused.isEmpty()) {
            throw new CurriculumException("No checkpoint of " + folder.path() + " is any good ("
                    + String.join(" ", refused.values()) + "); put a good one there, or begin anew in another folder.");
        }
        refused.keySet().forEach(folder.checkpoints()::setAside);
        if (found.isPresent() || Files.isRegularFile(folder.metrics())) {
            listener.onResumed(new TrainingListener.Resumed(
                    staged.method().name(),
                    folder.path(),
                    found.map(Resumption::checkpoint),
                    List.copyOf(refused.values())));
        }
        return found;
    }

    private static Resumption open(Checkpoint checkpoint, StagedMethod staged, Prepared prepared) {
        CheckpointState state = checkpoint.state();
        require(checkpoint, "method", state.method(), staged.method());
        require(checkpoint, "curriculum", state.curriculum(), staged.curriculum());
        require(checkpoint, "seed", state.seed(), staged.seed());
        require(checkpoint, "data", state.data(), prepared.problems().fingerprints());
        if (!tokens(Tokenizers.load(checkpoint.folder())).equals(tokens(prepared.tokenizer(staged)))) {
            throw new CurriculumException(checkpoint.folder() + " has another vocabulary than this run.");
        }
        Model model = ModelFolder.load(checkpoint.folder());
        ModelConfig wanted = prepared.model(staged);
        if (!model.config().equals(wanted)) {
            String other = model.config().toString();
            model.close();
            throw new CurriculumException(checkpoint.folder() + " holds another model than this run: " + other
                    + " instead of " + wanted + ".");
        }
        return new Resumption(checkpoint, model);
    }

    private static void require(Checkpoint checkpoint, String what, Object found, Object wanted) {
        if (!found.equals(wanted)) {
            throw new CurriculumException(checkpoint.folder() + " belongs to another run: its " + what + " is " + found
                    + ", here it is " + wanted + ".");
        }
    }

    private static List<String> tokens(Tokenizer tokenizer) {
        return IntStream.range(0, tokenizer.size()).mapToObj(tokenizer::token).toList();
    }
}
