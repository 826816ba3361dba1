package io.github.coconut4j.curriculum.settings.model;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.NeedsFiles;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.VocabularyGrowth;
import io.github.coconut4j.model.io.TensorFiles;
import io.github.coconut4j.model.io.TensorSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model folder to go on from: a checkpoint of a run, or a GPT-2 in Hugging Face's files.
 *
 * @param path of the folder
 * @param weights file of weights to take instead of the folder's own, for instance a checkpoint of the official code; without it, the folder
 */
public record PretrainedSettings(String path, String weights) implements ModelSettings, NeedsFiles {

    /** @throws CurriculumException if no folder is named */
    public PretrainedSettings {
        if (path == null || path.isBlank()) {
            throw new CurriculumException("path is missing: name the folder of a model.");
        }
        weights = weights == null || weights.isBlank() ? path : weights;
    }

    /** The same with the weights of a file. */
    public PretrainedSettings weights(Path file) {
        return new PretrainedSettings(path, file.toString());
    }

    @Override
    public void validate() {}

    @Override
    public List<String> missingFiles() {
        List<String> missing = new ArrayList<>();
        if (!Files.isDirectory(Path.of(path))) {
            missing.add("path: there is no folder " + path + ".");
        }
        if (!weights.equals(path) && !Files.exists(Path.of(weights))) {
            missing.add("weights: there is no file " + weights + ".");
        }
        return missing;
    }

    @Override
    public Tokenizer tokenizer(ProblemSource training) {
        return Tokenizers.load(Path.of(path));
    }

    /** Tokens the model does not know yet, those around thoughts, start as copies of {@code <<}, as in the official code. */
    @Override
    public Model create(Tokenizer tokenizer, long seed) {
        return ModelFolder.load(
                Path.of(path), Path.of(weights), ModelSettings.latentTokens(tokenizer), growth(tokenizer));
    }

    /** Which embeddings of the weights are those of a tokenizer's tokens. */
    public VocabularyGrowth growth(Tokenizer tokenizer) {
        int known = Tokenizers.named(Path.of(path));
        int lastOfThoughts = Math.max(tokenizer.latent(), Math.max(tokenizer.startLatent(), tokenizer.endLatent()));
        return new VocabularyGrowth(
                known,
                Math.max(known, lastOfThoughts + 1),
                tokenizer.size(),
                tokenizer.id("<<").orElse(tokenizer.eos()));
    }

    @Override
    public ModelConfig sizes(Tokenizer tokenizer) {
        return ModelFolder.sizes(Path.of(path), ModelSettings.latentTokens(tokenizer), tokenizer.size());
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
        try (TensorSource arrays = TensorFiles.open(Path.of(weights))) {
            return arrays.files();
        }
    }
}
