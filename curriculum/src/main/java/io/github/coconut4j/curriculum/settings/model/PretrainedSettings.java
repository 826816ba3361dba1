package io.github.coconut4j.curriculum.settings.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.NeedsFiles;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.VocabularyGrowth;
import io.github.coconut4j.model.io.TensorFiles;
import io.github.coconut4j.model.io.TensorSource;
import io.github.coconut4j.model.lora.LoraConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A model folder to go on from: a checkpoint of a run, or a model in Hugging Face's files.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .model(pretrained(Path.of("gpt2")).weights(Path.of("checkpoint_5")).lora(8, 16, "c_attn"))
 *
 * model:
 *   type: pretrained
 *   path: gpt2
 *   weights: checkpoint_5
 *   lora: {rank: 8, alpha: 16, targets: [c_attn]}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if no folder is named.
 *
 * @param path of the folder
 * @param weights file of weights to take instead of the folder's own, for instance a checkpoint of the official code; without it, the folder. {@code bfloat16} is
 *     no file: it says how these are kept beneath adapters, as {@code lora.weights} does
 * @param lora adapters that are trained instead of the model itself; null for none
 */
public record PretrainedSettings(
        String path, String weights, @JsonInclude(JsonInclude.Include.NON_NULL) LoraSettings lora)
        implements ModelSettings, NeedsFiles {
    private static final Set<String> FLOATS = Set.of("float32", "fp32");
    private static final Set<String> HALVES = Set.of("bfloat16", "bf16");

    /** Other types of numbers, which somebody may want to keep the weights in. */
    private static final Set<String> OTHER_TYPES = Set.of("float64", "float16", "half", "fp16", "int8", "int4");

    /**
     * {@return a folder with its own weights, all of which are trained}
     *
     * @param folder of a checkpoint, or of a model in Hugging Face's files
     */
    public static PretrainedSettings of(Path folder) {
        return new PretrainedSettings(folder.toString(), null, null);
    }

    public PretrainedSettings {
        if (path == null || path.isBlank()) {
            throw new CurriculumException("path is missing: name the folder of a model.");
        }
        weights = weights == null || weights.isBlank() ? path : weights;
        if (OTHER_TYPES.contains(weights)) {
            throw new CurriculumException(
                    "weights: " + weights
                            + " is no type that weights are kept in; those are float32 and, beneath lora, bfloat16. Files of every type are read.");
        }
        if (HALVES.contains(weights) && lora == null) {
            throw new CurriculumException(
                    "weights: " + weights
                            + " is for a model that stays as it is, beneath lora; without it all weights are trained, in float32.");
        }
        if (FLOATS.contains(weights)) {
            weights = path;
        } else if (HALVES.contains(weights)) {
            lora = lora.weights(LoraSettings.Weights.BFLOAT16);
            weights = path;
        }
    }

    /**
     * {@return the same with the weights of a file}
     *
     * @param file of the same shapes, for instance a checkpoint of the official code
     */
    public PretrainedSettings weights(Path file) {
        return new PretrainedSettings(path, file.toString(), lora);
    }

    /**
     * {@return the same with adapters, which are trained instead of the model itself}
     *
     * @param rank 1 to 4096
     * @param alpha above 0; {@code alpha / rank} multiplies what they add
     * @param targets linear layers by the ends of their names
     */
    public PretrainedSettings lora(int rank, double alpha, String... targets) {
        return new PretrainedSettings(
                path, weights, new LoraSettings(rank, alpha, List.of(targets), 0, false, LoraSettings.Weights.FLOAT32));
    }

    /**
     * {@return the same with adapters that are described elsewhere}
     *
     * @param adapters what is trained instead of the model itself
     */
    public PretrainedSettings lora(LoraSettings adapters) {
        return new PretrainedSettings(path, weights, adapters);
    }

    @Override
    public PretrainedSettings files(UnaryOperator<String> change) {
        return new PretrainedSettings(change.apply(path), change.apply(weights), lora);
    }

    @Override
    public void validate() {}

    @Override
    public List<String> missingFiles() {
        List<String> missing = new ArrayList<>();
        if (!Files.isDirectory(InputFiles.path(path))) {
            missing.add("path: there is no folder " + path + ".");
        }
        if (!weights.equals(path) && !Files.exists(InputFiles.path(weights))) {
            missing.add("weights: there is no file " + weights + ".");
        }
        return missing;
    }

    @Override
    public Tokenizer tokenizer(ProblemSource training) {
        ModelFolder.requireKnown(InputFiles.path(path));
        return Tokenizers.load(InputFiles.path(path));
    }

    /** Tokens the model does not know yet, those around thoughts, start as copies of {@code <<}, as in the official code. */
    @Override
    public Model create(Tokenizer tokenizer, long seed) {
        Path folder = InputFiles.path(path);
        Path from = InputFiles.path(weights);
        LatentTokens tokens = ModelSettings.latentTokens(tokenizer);
        VocabularyGrowth growth = growth(tokenizer);
        return lora == null
                ? ModelFolder.load(folder, from, tokens, growth)
                : ModelFolder.load(folder, from, tokens, growth, lora.lora(tokens), seed);
    }

    /**
     * {@return which embeddings of the weights are those of a tokenizer's tokens}
     *
     * @param tokenizer that may have tokens the weights know nothing of
     */
    public VocabularyGrowth growth(Tokenizer tokenizer) {
        int known = Tokenizers.named(InputFiles.path(path));
        int lastOfThoughts = Math.max(tokenizer.latent(), Math.max(tokenizer.startLatent(), tokenizer.endLatent()));
        return new VocabularyGrowth(
                known,
                Math.max(known, lastOfThoughts + 1),
                tokenizer.size(),
                tokenizer.id("<<").orElse(tokenizer.eos()));
    }

    @Override
    public ModelConfig sizes(Tokenizer tokenizer) {
        LatentTokens tokens = ModelSettings.latentTokens(tokenizer);
        ModelConfig sizes = ModelFolder.sizes(InputFiles.path(path), tokens, tokenizer.size());
        return lora == null
                ? sizes
                : new ModelConfig(LoraConfig.of(sizes.decoder(), lora.lora(tokens)), sizes.tokens(), sizes.loop());
    }

    @Override
    public String roomFor(int tokens) {
        return "the model in " + path + " has learnt no more; leave longer problems out, or take a model with more";
    }

    @Override
    public String parent() {
        return weights;
    }

    @Override
    public List<Path> parentFiles() {
        try (TensorSource arrays = TensorFiles.open(InputFiles.path(weights))) {
            return arrays.files();
        }
    }
}
