package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.nd4j.autodiff.samediff.SameDiff;

/** A model in files that SameDiff alone opens; each appears whole or not at all. */
public final class SameDiffFiles {
    /** A FlatBuffers file ends at 2 GiB; so much is left for the graph beside the numbers. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (64L << 20);

    private SameDiffFiles() {}

    /** Whether such a file can hold the model: its format ends at 2 GiB, half a billion numbers. */
    public static boolean canHold(ModelConfig config) {
        return Float.BYTES * config.parameters() <= MOST_BYTES;
    }

    private static void requireRoom(ModelConfig config, Path file) {
        if (!canHold(config)) {
            throw new ModelException(String.format(
                    Locale.ROOT,
                    "%s cannot hold a model of %,d numbers: files of SameDiff end at 2 GiB; give it out for transformers.",
                    file,
                    config.parameters()));
        }
    }

    /**
     * Writes the model as a SameDiff file that {@code SameDiff.load(file, false)} opens and runs without this library: placeholder {@code input_ids [B, S]}, rows of any
     * number and length with up to {@code thoughts} latent tokens each; output {@code logits [B, S, V]}. Constants name the special tokens and sizes. A text beside it, the
     * same name ending in {@code .txt}, says all that must be known to run it.
     *
     * @param thoughts the most latent tokens K of a row, 0 for a model without thoughts
     * @throws ModelException when a file cannot be written, or the model is too large ({@link #canHold})
     */
    public static void write(Model model, int thoughts, Path file) {
        requireRoom(model.config(), file);
        write(ServingGraph.of(model, thoughts), new GraphCard(model.config()).serving(thoughts), file);
    }

    /**
     * Writes the graph of one more column. It goes on where {@link #write} or it itself left off: placeholders {@code input_ids [B, 1]},
     * {@code past_hidden [B, D]} and, for each layer i, {@code past_keys_i} and {@code past_values_i} {@code [B, H, P, d]}; outputs {@code logits [B, 1, V]}, {@code
     * hidden [B, D]}, {@code keys_i} and {@code values_i} {@code [B, H, P + 1, d]}. The latent token makes the column a thought, so a row may have any number of them.
     * With a bottleneck there is {@code past_question [B] int} besides, and {@code question} among the outputs of both files. A text beside it says so, too.
     *
     * @throws ModelException when a file cannot be written, or the model is too large ({@link #canHold})
     */
    public static void writeStep(Model model, Path file) {
        requireRoom(model.config(), file);
        write(StepGraph.of(model), new GraphCard(model.config()).step(), file);
    }

    private static void write(SameDiff graph, String card, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Path text = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".txt");
        try {
            Files.writeString(part, card);
            Files.move(part, text, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            graph.save(part.toFile(), false);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) { // SameDiff wraps what goes wrong in writing
            throw new ModelException("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
