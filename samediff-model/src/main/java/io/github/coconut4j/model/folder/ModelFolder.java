package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.NativeThreads;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.lora.Lora;
import io.github.coconut4j.model.lora.LoraConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A model folder as Hugging Face has it: {@code config.json} and the weights, which are read in several formats and written as safetensors. */
public final class ModelFolder {
    private static final int NONE = -1;

    private ModelFolder() {}

    /**
     * Reads a folder with {@code config.json} and weights: safetensors or what PyTorch saves, in one file or in shards. Wider and narrower floating point
     * numbers become float.
     *
     * @param folder as Hugging Face or {@link #save} writes it
     * @return the model; to be closed
     * @throws ModelException when it is no such folder
     */
    public static Model load(Path folder) {
        NativeThreads.one();
        ConfigFile file = ConfigFile.read(folder);
        ModelConfig config = file.config(file.tokens(), file.vocabulary());
        if (file.hasAdapters()) {
            return AdapterFiles.load(folder, file, config);
        }
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
     * @return the model; to be closed
     * @throws ModelException when it is no such folder, or the weights are of another model
     */
    public static Model load(Path folder, Path from, LatentTokens tokens, VocabularyGrowth growth) {
        return load(folder, from, tokens, growth, UnaryOperator.identity());
    }

    /**
     * Reads such a model and sets adapters beside it, which are drawn anew.
     *
     * @param folder with {@code config.json}
     * @param from the same folder, or a file of weights for that configuration
     * @param tokens ids of the special tokens; what the folder says of them does not count
     * @param growth which embeddings are kept, and what the others begin with
     * @param lora which layers have adapters, and how wide
     * @param seed of the adapters
     * @return the model, of which the adapters alone are trained; to be closed
     * @throws ModelException likewise, or when a target is no linear layer of the model
     */
    public static Model load(
            Path folder, Path from, LatentTokens tokens, VocabularyGrowth growth, Lora lora, long seed) {
        Model model = load(folder, from, tokens, growth, decoder -> LoraConfig.of(decoder, lora));
        model.drawTrained(Initialisation.GPT2, seed);
        return model;
    }

    private static Model load(
            Path folder,
            Path from,
            LatentTokens tokens,
            VocabularyGrowth growth,
            UnaryOperator<DecoderConfig> adapted) {
        NativeThreads.one();
        ConfigFile file = ConfigFile.read(folder);
        requireWhole(folder, file);
        ModelConfig plain = file.config(tokens, growth.tokens());
        ModelConfig config = new ModelConfig(adapted.apply(plain.decoder()), tokens, plain.loop());
        try (WeightFiles weights = WeightFiles.open(from, file.family(), plain.decoder())) {
            int there = weights.vocabulary();
            if (from.equals(folder) && there != file.vocabulary()) {
                throw new ModelException("It has embeddings of " + there + " tokens, not " + file.vocabulary() + ".");
            }
            int kept = growth.kept(there, file.vocabulary(), from.equals(folder));
            boolean hasLearntThoughts = growth.known() <= tokens.latent() && tokens.latent() < kept;
            int copied = hasLearntThoughts ? tokens.latent() : growth.copied();
            Model model = weights.read(config, kept, copied);
            return config.equals(plain)
                    ? model
                    : model.frozen(AdapterFiles.frozen(folder, from, kept, copied, weights));
        } catch (ModelException e) {
            throw other(from, folder, e);
        }
    }

    /**
     * Refuses a folder whose {@code config.json} describes no model that is computed here; to be asked before anything else in it is read.
     *
     * @param folder with {@code config.json}
     * @throws ModelException that names the key and its value
     */
    public static void requireKnown(Path folder) {
        ConfigFile.read(folder).decoder();
    }

    /**
     * {@return what weights there are, without reading them}
     *
     * @param folder with the {@code config.json} that belongs to them
     * @param from a folder or a file of weights
     * @throws ModelException when it holds no such model
     */
    public static WeightSummary weights(Path folder, Path from) {
        ConfigFile file = ConfigFile.read(folder);
        requireWhole(folder, file);
        try (WeightFiles weights = WeightFiles.open(from, file.family(), file.decoder())) {
            return new WeightSummary(weights.vocabulary(), file.vocabulary(), weights.isTurned());
        }
    }

    /**
     * {@return the decoder that a folder describes, adapters left aside} Nothing but its config.json is read.
     *
     * @param folder with a config.json
     * @throws ModelException if that describes no model known here
     */
    public static DecoderConfig decoder(Path folder) {
        return ConfigFile.read(folder).decoder();
    }

    /**
     * {@return the configuration of the model that {@link #load(Path, Path, LatentTokens, VocabularyGrowth)} would read, without reading its weights}
     *
     * @param folder with {@code config.json}
     * @param tokens ids of the special tokens
     * @param vocabulary tokens V of the tokenizer, special tokens included
     * @throws ModelException when the folder holds no {@code config.json} that is known
     */
    public static ModelConfig sizes(Path folder, LatentTokens tokens, int vocabulary) {
        return ConfigFile.read(folder).config(tokens, vocabulary);
    }

    /** Adapters cannot be gone on from as if they were a model. */
    private static void requireWhole(Path folder, ConfigFile file) {
        if (file.hasAdapters()) {
            throw new ModelException(folder + " holds adapters beside the model in "
                    + file.frozen().folder() + "; merge them first: ./coconut export --model " + folder
                    + " --out FOLDER.");
        }
    }

    private static ModelException other(Path weights, Path folder, ModelException e) {
        boolean named =
                e.getMessage().startsWith(weights.toString()) || e.getMessage().startsWith(folder.toString());
        if (named || e.getCause() instanceof IOException) {
            return e; // it names its file already, or is not about what the file holds
        }
        String whose = weights.equals(folder)
                ? "its config.json"
                : folder.resolve(ConfigFile.NAME).toString();
        return new ModelException(weights + " does not hold the model " + whose + " describes: " + e.getMessage(), e);
    }

    /**
     * Writes {@code config.json} and {@code model.safetensors} into an existing folder; each file appears whole or not at all. Of a model with adapters these
     * alone are written, as {@value AdapterFiles#NAME}: the rest lies where {@code config.json} says.
     *
     * @param model to be written; it goes on being of use
     * @param folder that exists; files of these names are replaced
     */
    public static void save(Model model, Path folder) {
        if (model.config().decoder() instanceof LoraConfig) {
            AdapterFiles.save(model, folder);
        } else {
            SafeTensors.write(
                    folder.resolve("model.safetensors"), model.parameters().arrays());
        }
        ConfigFile.write(model, folder);
    }
}
