package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.nd4j.autodiff.samediff.SameDiff;

/** A model in files that SameDiff alone opens; each appears whole or not at all. */
public final class SameDiffFiles {
    private SameDiffFiles() {}

    /**
     * Writes the model as a SameDiff file that {@code SameDiff.load(file, false)} opens and runs without this library: placeholder {@code input_ids [1, S] int},
     * one row of any length that holds exactly {@code thoughts} latent tokens side by side behind its first token; output {@code logits [1, S, V]}. The constant
     * {@code eos_token_id} and, with thoughts, {@code latent_id} name the special tokens.
     *
     * @param thoughts latent tokens K of every row, 0 for a model without thoughts
     * @throws ModelException when the file cannot be written
     */
    public static void write(Model model, int thoughts, Path file) {
        write(ServingGraph.of(model, thoughts), file);
    }

    /**
     * Writes the graph of one more column. It goes on where {@link #write} or it itself left off: placeholders {@code input_ids [1, 1] int},
     * {@code past_hidden [1, D]} and, for each layer i, {@code past_keys_i} and {@code past_values_i} {@code [1, H, P, d]}; outputs {@code logits [1, 1, V]}, {@code
     * hidden [1, D]}, {@code keys_i} and {@code values_i} {@code [1, H, P + 1, d]}. The latent token makes the column a thought, so a row may have any number of them.
     * With a bottleneck there is {@code past_question [1] int} besides, and {@code question} among the outputs of both files.
     *
     * @throws ModelException when the file cannot be written
     */
    public static void writeStep(Model model, Path file) {
        write(StepGraph.of(model), file);
    }

    private static void write(SameDiff graph, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            graph.save(part.toFile(), false);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) { // SameDiff wraps what goes wrong in writing
            throw new ModelException("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
