package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.NativeThreads;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.io.SafeTensors;
import java.nio.file.Path;

/** A model folder as Hugging Face has it: {@code config.json} and the weights, which are read in several formats and written as safetensors. */
public final class ModelFolder {
    private static final int NONE = -1;

    private ModelFolder() {}

    /**
     * Reads a folder with {@code config.json} and weights: safetensors or what PyTorch saves, in one file or in shards. Wider and narrower floating point numbers
     * become float.
     *
     * @throws ModelException when it is no such folder
     */
    public static Model load(Path folder) {
        NativeThreads.one();
        ConfigFile file = ConfigFile.read(folder);
        ModelConfig config = file.config(file.tokens(), file.vocabulary());
        try (WeightFiles weights = WeightFiles.open(folder, file.family(), config.decoder())) {
            return weights.read(config, config.vocabulary(), NONE);
        } catch (ModelException e) {
            throw other(folder, folder, e);
        }
    }

    /**
     * Reads a model for a tokenizer with another number of tokens than it knows, for instance a GPT-2 that has never had a thought.
     *
     * @param folder with {@code config.json}
     * @param from the same folder, or a file of weights for that configuration: safetensors, or a {@code torch.save} of a state_dict as the official Coconut
     *     leaves it
     * @param tokens ids of the special tokens; what the folder says of them does not count
     * @param growth which embeddings are kept, and what the others begin with
     * @throws ModelException when it is no such folder, or the weights are of another model
     */
    public static Model load(Path folder, Path from, LatentTokens tokens, VocabularyGrowth growth) {
        NativeThreads.one();
        ConfigFile file = ConfigFile.read(folder);
        ModelConfig config = file.config(tokens, growth.tokens());
        try (WeightFiles weights = WeightFiles.open(from, file.family(), config.decoder())) {
            int there = weights.vocabulary();
            if (from.equals(folder) && there != file.vocabulary()) {
                throw new ModelException("It has embeddings of " + there + " tokens, not " + file.vocabulary() + ".");
            }
            int kept = growth.kept(there, file.vocabulary(), from.equals(folder));
            boolean hasLearntThoughts = growth.known() <= tokens.latent() && tokens.latent() < kept;
            int copied = hasLearntThoughts ? tokens.latent() : growth.copied();
            return weights.read(config, kept, copied);
        } catch (ModelException e) {
            throw other(from, folder, e);
        }
    }

    /**
     * What weights there are, without reading them.
     *
     * @param folder with the {@code config.json} that belongs to them
     * @param from a folder or a file of weights
     * @throws ModelException when it holds no such model
     */
    public static WeightSummary weights(Path folder, Path from) {
        ConfigFile file = ConfigFile.read(folder);
        try (WeightFiles weights = WeightFiles.open(from, file.family(), file.decoder())) {
            return new WeightSummary(weights.vocabulary(), file.vocabulary(), weights.isTurned());
        }
    }

    /**
     * The configuration of the model that {@link #load(Path, Path, LatentTokens, VocabularyGrowth)} would read, without reading its weights.
     *
     * @throws ModelException when the folder holds no {@code config.json} that is known
     */
    public static ModelConfig sizes(Path folder, LatentTokens tokens, int vocabulary) {
        return ConfigFile.read(folder).config(tokens, vocabulary);
    }

    private static ModelException other(Path weights, Path folder, ModelException e) {
        if (e.getMessage().startsWith(weights.toString()) || e.getMessage().startsWith(folder.toString())) {
            return e; // it names its file already
        }
        String whose = weights.equals(folder)
                ? "its config.json"
                : folder.resolve(ConfigFile.NAME).toString();
        return new ModelException(weights + " does not hold the model " + whose + " describes: " + e.getMessage(), e);
    }

    /** Writes {@code config.json} and {@code model.safetensors} into an existing folder; each file appears whole or not at all. */
    public static void save(Model model, Path folder) {
        SafeTensors.write(folder.resolve("model.safetensors"), model.arrays());
        ConfigFile.write(model.config(), folder);
    }
}
