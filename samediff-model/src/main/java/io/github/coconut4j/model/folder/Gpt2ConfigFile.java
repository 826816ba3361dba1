package io.github.coconut4j.model.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.gpt2.Gpt2;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.loop.LoopOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code config.json} of a GPT-2 folder as Hugging Face has it, with a block {@code coconut} for the latent tokens. Settings under which GPT-2 would compute
 * something else than {@link Gpt2} does are refused by name.
 */
public final class Gpt2ConfigFile {
    static final String NAME = "config.json";

    private static final List<String> SAME_GELU = List.of("gelu_new", "gelu_pytorch_tanh");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final JsonNode root;

    private Gpt2ConfigFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    public static Gpt2ConfigFile read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(folder + " is no model folder: it has no " + NAME + ".");
        }
        try {
            Gpt2ConfigFile config = new Gpt2ConfigFile(file, JSON.readTree(file.toFile()));
            config.requireWhatIsComputed();
            return config;
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    file + " is not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage() + ".",
                    e);
        } catch (IOException e) {
            throw new ModelException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private void requireWhatIsComputed() {
        String type = root.path("model_type").asText("gpt2");
        if (!type.equals("gpt2")) {
            throw new ModelException(file + " describes a model of type " + type + "; only gpt2 is known.");
        }
        String activation = root.path("activation_function").asText("gelu_new");
        if (!SAME_GELU.contains(activation)) {
            throw unknown("activation_function", activation, String.join(" or ", SAME_GELU));
        }
        requireFlag("scale_attn_weights", true);
        requireFlag("scale_attn_by_inverse_layer_idx", false);
        requireFlag("add_cross_attention", false);
        requireFlag("tie_word_embeddings", true);
        JsonNode inner = root.path("n_inner");
        if (inner.isNumber() && inner.asLong() != 4L * whole("/n_embd")) {
            throw unknown("n_inner", inner.asText(), "4 n_embd");
        }
    }

    private void requireFlag(String key, boolean known) {
        if (root.path(key).asBoolean(known) != known) {
            throw unknown(key, String.valueOf(!known), String.valueOf(known));
        }
    }

    private ModelException unknown(String key, String value, String known) {
        return new ModelException(file + " sets " + key + " to " + value + "; only " + known + " is known.");
    }

    /** Tokens of the vocabulary. */
    int vocabulary() {
        return whole("/vocab_size");
    }

    /** The special tokens, as a model of this project writes them down. */
    LatentTokens tokens() {
        int eos = whole("/eos_token_id");
        return new LatentTokens(
                whole("/coconut/start_latent_id"),
                whole("/coconut/end_latent_id"),
                whole("/coconut/latent_id"),
                eos,
                root.at("/coconut/pad_token_id").asInt(eos));
    }

    public Gpt2Config config(LatentTokens tokens, int vocabulary) {
        int layers = whole("/n_layer");
        int width = whole("/n_embd");
        int heads = whole("/n_head");
        int positions = whole("/n_positions");
        double epsilon = root.at("/layer_norm_epsilon").asDouble(1e-5);
        try {
            return new Gpt2Config(layers, width, heads, vocabulary, positions, epsilon, tokens, loop());
        } catch (ModelException e) {
            throw new ModelException(file + " describes no model: " + e.getMessage(), e);
        }
    }

    /** How thoughts are fed back and seen; models that say nothing have the loop of the paper. */
    private LoopOptions loop() {
        return new LoopOptions(
                root.at("/coconut/stop_gradient").asBoolean(),
                root.at("/coconut/bottleneck").asBoolean());
    }

    private int whole(String path) {
        JsonNode node = root.at(path);
        if (!node.isInt()) {
            throw new ModelException(
                    file + " lacks the whole number " + path.substring(1).replace('/', '.') + ".");
        }
        return node.asInt();
    }

    static void write(Gpt2Config config, Path folder) {
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
                .put("pad_token_id", tokens.pad())
                .put("stop_gradient", config.loop().stopGradient())
                .put("bottleneck", config.loop().bottleneck());
        try {
            Files.writeString(
                    folder.resolve(NAME), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw new ModelException("Cannot write " + folder.resolve(NAME) + ": " + e.getMessage() + ".", e);
        }
    }
}
