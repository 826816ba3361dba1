package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.io.SafeTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model folder as Hugging Face's GPT-2 has it: {@link Gpt2ConfigFile} and the weights, which are read in several formats and written as safetensors. */
public final class ModelFolder {
    private static final int NONE = -1;

    private ModelFolder() {}

    /** Reads the model. */
    public static Model load(Path folder) {
        Gpt2ConfigFile file = Gpt2ConfigFile.read(folder);
        Gpt2Config config = file.config(file.tokens(), file.vocabulary());
        try (Gpt2Weights weights = Gpt2Weights.open(folder)) {
            return weights.read(config, config.vocabulary(), NONE);
        } catch (ModelException e) {
            throw other(folder, folder, e);
        }
    }

    /** Reads the model for a vocabulary; see {@link Model#load(Path, Path, LatentTokens, VocabularyGrowth)}. */
    public static Model load(Path folder, Path from, LatentTokens tokens, VocabularyGrowth growth) {
        Gpt2ConfigFile file = Gpt2ConfigFile.read(folder);
        try (Gpt2Weights weights = Gpt2Weights.open(from)) {
            if (from.equals(folder) && weights.vocabulary() != file.vocabulary()) {
                throw new ModelException(
                        "It has embeddings of " + weights.vocabulary() + " tokens, not " + file.vocabulary() + ".");
            }
            int kept = growth.kept(weights.vocabulary(), file.vocabulary(), from.equals(folder));
            boolean hasLearntThoughts = growth.known() <= tokens.latent() && tokens.latent() < kept;
            int copied = hasLearntThoughts ? tokens.latent() : growth.copied();
            return weights.read(file.config(tokens, growth.tokens()), kept, copied);
        } catch (ModelException e) {
            throw other(from, folder, e);
        }
    }

    private static ModelException other(Path weights, Path folder, ModelException e) {
        if (e.getMessage().startsWith(weights.toString()) || e.getMessage().startsWith(folder.toString())) {
            return e; // it names its file already
        }
        String whose = weights.equals(folder)
                ? "its config.json"
                : folder.resolve(Gpt2ConfigFile.NAME).toString();
        return new ModelException(weights + " does not hold the model " + whose + " describes: " + e.getMessage(), e);
    }

    /** Writes configuration and weights; each file appears whole or not at all. */
    public static void save(Model model, Path folder) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        Parameters parameters = model.parameters();
        parameters.names().forEach(name -> arrays.put(name, parameters.get(name)));
        SafeTensors.write(folder.resolve("model.safetensors"), arrays);
        Gpt2ConfigFile.write(model.config(), folder);
    }
}
