package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SameDiff;

/** A model in files that SameDiff alone opens; each appears whole or not at all. */
public final class SameDiffFiles {
    private static final double GIB = 1L << 30;

    /** SameDiff doubles the buffer that it writes, and FlatBuffers 1.12 does not double one of 1 GiB. */
    private static final long LARGEST_BUFFER = 1L << 30;

    /** So much is left for the graph beside the numbers. */
    private static final long GRAPH = 32L << 20;

    /** Of Java's heap, what one array may take: the old generation of the serial collector. */
    private static final double FOR_ARRAYS = 2.0 / 3;

    private SameDiffFiles() {}

    /**
     * {@return why no such file can be written for a model; empty when it can}
     *
     * @param config of the model
     * @param heap bytes that Java's heap may take
     */
    public static Optional<String> obstacle(ModelConfig config, long heap) {
        long bytes = Float.BYTES * config.parameters() + GRAPH;
        if (bytes > LARGEST_BUFFER) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "SameDiff writes files of 1 GiB at most, and this model has %,d numbers; give it out for transformers.",
                    config.parameters()));
        }
        long buffer = Long.highestOneBit(2 * bytes - 1);
        long largest = config.decoder().parameters().stream()
                .mapToLong(ParameterSpec::length)
                .max()
                .orElse(0);
        double arrays = 1.5 * buffer + 3.0 * Float.BYTES * largest; // the last two buffers, one array as it is written
        double needed = arrays / FOR_ARRAYS;
        return heap >= needed
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "SameDiff needs %.1f GiB of Java's heap to write it, and there are %.1f; set COCONUT_HEAP=%dg and export it.",
                        needed / GIB,
                        heap / GIB,
                        (long) Math.ceil(needed / GIB + 0.2)));
    }

    private static void requireRoom(ModelConfig config, Path file) {
        obstacle(config, Runtime.getRuntime().maxMemory()).ifPresent(why -> {
            throw new ModelException("Cannot write " + file.getFileName() + ": " + why);
        });
    }

    /**
     * Does {@link #write}, or leaves the reason in the text beside the file when a model is too large for one.
     *
     * @param model to be written
     * @param thoughts the most latent tokens K of a row, 0 for a model without thoughts
     * @param file its name ends in {@code .fb}, by custom
     */
    public static void writeIfPossible(Model model, int thoughts, Path file) {
        Optional<String> obstacle =
                obstacle(model.config(), Runtime.getRuntime().maxMemory());
        if (obstacle.isEmpty()) {
            write(model, thoughts, file);
            return;
        }
        try {
            Files.writeString(card(file), "There is no " + file.getFileName() + ". " + obstacle.get() + "\n");
        } catch (IOException e) {
            throw ModelException.failed("write", card(file), e);
        }
    }

    /**
     * Writes the model as a SameDiff file that {@code SameDiff.load(file, false)} opens and runs without this library: placeholder {@code input_ids [B, S]},
     * rows of any number and length with up to {@code thoughts} latent tokens each; output {@code logits [B, S, V]}. Constants name the special tokens and
     * sizes. A text beside it, the same name ending in {@code .txt}, says all that must be known to run it.
     *
     * @param model to be written
     * @param thoughts the most latent tokens K of a row, 0 for a model without thoughts
     * @param file its name ends in {@code .fb}, by custom; the text lies beside it
     * @throws ModelException when a file cannot be written, or the model is too large ({@link #obstacle})
     */
    public static void write(Model model, int thoughts, Path file) {
        requireRoom(model.config(), file);
        write(ServingGraph.of(model, thoughts), new GraphCard(model.config()).serving(thoughts), file);
    }

    /**
     * Writes the graph of one more column. It goes on where {@link #write} or it itself left off: placeholders {@code input_ids [B, 1]},
     * {@code past_hidden [B, D]} and, for each layer i, {@code past_keys_i} and {@code past_values_i} {@code [B, H, P, d]}; outputs {@code logits [B, 1, V]},
     * {@code hidden [B, D]}, {@code keys_i} and {@code values_i} {@code [B, H, P + 1, d]}. The latent token makes the column a thought, so a row may have any
     * number of them. With a bottleneck there is {@code past_question [B] int} besides, and {@code question} among the outputs of both files. A text beside it
     * says so, too.
     *
     * @param model to be written
     * @param file its name ends in {@code .fb}, by custom; the text lies beside it
     * @throws ModelException when a file cannot be written, or the model is too large ({@link #obstacle})
     */
    public static void writeStep(Model model, Path file) {
        requireRoom(model.config(), file);
        write(StepGraph.of(model), new GraphCard(model.config()).step(), file);
    }

    private static void write(SameDiff graph, String card, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Path text = card(file);
        try {
            Files.writeString(part, card);
            Files.move(part, text, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            graph.save(part.toFile(), false);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ModelException.failed("write", file, e);
        } catch (RuntimeException e) { // SameDiff wraps what goes wrong in writing
            throw e.getCause() instanceof IOException cause
                    ? ModelException.failed("write", file, cause)
                    : new ModelException("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static Path card(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".txt");
    }
}
