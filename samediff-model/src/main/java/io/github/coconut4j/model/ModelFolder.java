package io.github.coconut4j.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A model folder as Hugging Face's GPT-2 has it: {@code config.json} with a {@code coconut} block for the latent tokens, and {@code model.safetensors}.
 */
final class ModelFolder {
    private static final String CONFIG = "config.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelFolder() {}

    /** Reads the model; its arrays may have the {@code transformer.} prefix or not. */
    static Model load(Path folder) {
        JsonNode root = root(folder);
        return load(folder, config(folder, root, tokens(folder, root), 0), embedding -> embedding);
    }

    /** Reads the model for a larger vocabulary; see {@link Model#load(Path, LatentTokens, int, int)}. */
    static Model load(Path folder, LatentTokens tokens, int vocabulary, int copied) {
        Gpt2Config config = config(folder, root(folder), tokens, vocabulary);
        return load(folder, config, embedding -> grown(embedding, config.vocabulary(), copied));
    }

    private static Model load(Path folder, Gpt2Config config, UnaryOperator<INDArray> growth) {
        Map<String, INDArray> arrays = new LinkedHashMap<>(SafeTensors.read(folder.resolve("model.safetensors")));
        try {
            String prefixed = Gpt2Layout.TOKENS;
            String name = arrays.containsKey(prefixed) ? prefixed : prefixed.replaceFirst("^transformer\\.", "");
            arrays.computeIfPresent(name, (key, embedding) -> growth.apply(embedding));
            return Model.of(config, arrays);
        } catch (ModelException e) {
            throw new ModelException(
                    folder + " does not hold the model its config.json describes: " + e.getMessage(), e);
        } finally {
            arrays.values().forEach(INDArray::close);
        }
    }

    /** The embeddings {@code [known, D]} as {@code [vocabulary, D]}, new rows being copies of one of them. */
    private static INDArray grown(INDArray embedding, int vocabulary, int copied) {
        long known = embedding.rank() == 2 ? embedding.size(0) : vocabulary;
        if (known >= vocabulary || copied >= known) {
            return embedding;
        }
        INDArray larger = Nd4j.createUninitialized(embedding.dataType(), vocabulary, embedding.size(1));
        larger.get(NDArrayIndex.interval(0, known), NDArrayIndex.all()).assign(embedding);
        for (long row = known; row < vocabulary; row++) {
            larger.getRow(row).assign(embedding.getRow(copied));
        }
        embedding.close();
        return larger;
    }

    private static JsonNode root(Path folder) {
        Path file = folder.resolve(CONFIG);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(folder + " is no model folder: it has no config.json.");
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    file + " is not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage() + ".",
                    e);
        } catch (IOException e) {
            throw new ModelException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static Gpt2Config config(Path folder, JsonNode root, LatentTokens tokens, int vocabulary) {
        Path file = folder.resolve(CONFIG);
        int layers = whole(file, root, "/n_layer");
        int width = whole(file, root, "/n_embd");
        int heads = whole(file, root, "/n_head");
        int tokenCount = Math.max(vocabulary, whole(file, root, "/vocab_size"));
        int positions = whole(file, root, "/n_positions");
        double epsilon = root.at("/layer_norm_epsilon").asDouble(1e-5);
        try {
            return new Gpt2Config(layers, width, heads, tokenCount, positions, epsilon, tokens);
        } catch (ModelException e) {
            throw new ModelException(file + " describes no model: " + e.getMessage(), e);
        }
    }

    private static LatentTokens tokens(Path folder, JsonNode root) {
        Path file = folder.resolve(CONFIG);
        int eos = whole(file, root, "/eos_token_id");
        return new LatentTokens(
                whole(file, root, "/coconut/start_latent_id"),
                whole(file, root, "/coconut/end_latent_id"),
                whole(file, root, "/coconut/latent_id"),
                eos,
                root.at("/coconut/pad_token_id").asInt(eos));
    }

    private static int whole(Path file, JsonNode root, String path) {
        JsonNode node = root.at(path);
        if (!node.isInt()) {
            throw new ModelException(
                    file + " lacks the whole number " + path.substring(1).replace('/', '.') + ".");
        }
        return node.asInt();
    }

    /** Writes both files; each appears whole or not at all. */
    static void save(Model model, Path folder) {
        Gpt2Config config = model.config();
        ObjectNode root = JSON.createObjectNode();
        root.putArray("architectures").add("GPT2LMHeadModel");
        root.put("model_type", "gpt2").put("activation_function", "gelu_new");
        root.put("n_layer", config.layers()).put("n_embd", config.width()).put("n_head", config.heads());
        root.put("vocab_size", config.vocabulary());
        root.put("n_positions", config.positions()).put("n_ctx", config.positions());
        root.put("layer_norm_epsilon", config.epsilon());
        LatentTokens tokens = config.tokens();
        root.put("bos_token_id", tokens.eos()).put("eos_token_id", tokens.eos());
        root.putObject("coconut")
                .put("start_latent_id", tokens.startLatent())
                .put("end_latent_id", tokens.endLatent())
                .put("latent_id", tokens.latent())
                .put("pad_token_id", tokens.pad());
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        Parameters parameters = model.parameters();
        parameters.names().forEach(name -> arrays.put(name, parameters.get(name)));
        SafeTensors.write(folder.resolve("model.safetensors"), arrays);
        try {
            Files.writeString(
                    folder.resolve("config.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw new ModelException("Cannot write " + folder.resolve("config.json") + ": " + e.getMessage() + ".", e);
        }
    }
}
