package io.github.coconut4j.model.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.gpt2.Dropout;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.io.JsonObject;
import io.github.coconut4j.model.loop.LoopOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code config.json} of a GPT-2 folder as Hugging Face has it, with a block {@code coconut} for the latent tokens. Settings under which GPT-2 would compute
 * something else than {@link io.github.coconut4j.model.gpt2.Gpt2} does are refused by name, and so is a value of another kind than its key asks for.
 */
public final class Gpt2ConfigFile {
    static final String NAME = "config.json";

    /** Far beyond every GPT-2; without an end, the size of a model could not be said in a number. */
    private static final int MOST_LAYERS = 10_000;

    private static final int LARGEST = 1 << 24;
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
        if (!Files.exists(file)) {
            throw new ModelException(folder + " is no model folder: it has no " + NAME + ".");
        }
        Gpt2ConfigFile config = new Gpt2ConfigFile(file, JsonObject.read(file));
        config.requireWhatIsComputed();
        return config;
    }

    private void requireWhatIsComputed() {
        requireOneOf("model_type", List.of("gpt2"));
        requireOneOf("activation_function", SAME_GELU);
        requireFlag("scale_attn_weights", true);
        requireFlag("scale_attn_by_inverse_layer_idx", false);
        requireFlag("add_cross_attention", false);
        requireFlag("tie_word_embeddings", true);
        if (isSaid("/n_inner") && whole("/n_inner", Integer.MAX_VALUE) != 4L * whole("/n_embd", LARGEST)) {
            throw unknown("n_inner", root.path("n_inner").asText(), "4 n_embd");
        }
    }

    private void requireOneOf(String key, List<String> known) {
        JsonNode node = root.path(key);
        if (isSaid("/" + key) && !(node.isTextual() && known.contains(node.textValue()))) {
            throw unknown(key, node.asText(), String.join(" or ", known));
        }
    }

    private void requireFlag(String key, boolean known) {
        if (flag("/" + key, known) != known) {
            throw unknown(key, String.valueOf(!known), String.valueOf(known));
        }
    }

    private ModelException unknown(String key, String value, String known) {
        return new ModelException(file + " sets " + key + " to " + value + "; only " + known + " is known.");
    }

    /** Tokens of the vocabulary. */
    public int vocabulary() {
        return whole("/vocab_size", LARGEST);
    }

    /** Transformer blocks. */
    int layers() {
        return whole("/n_layer", MOST_LAYERS);
    }

    /** The special tokens, as a model of this project writes them down. */
    LatentTokens tokens() {
        int eos = whole("/eos_token_id", LARGEST);
        return new LatentTokens(
                whole("/coconut/start_latent_id", LARGEST),
                whole("/coconut/end_latent_id", LARGEST),
                whole("/coconut/latent_id", LARGEST),
                eos,
                isSaid("/coconut/pad_token_id") ? whole("/coconut/pad_token_id", LARGEST) : eos);
    }

    /**
     * The configuration for a vocabulary.
     *
     * @throws ModelException when a number is missing or out of range
     */
    public Gpt2Config config(LatentTokens tokens, int vocabulary) {
        try {
            return new Gpt2Config(
                    layers(),
                    whole("/n_embd", LARGEST),
                    whole("/n_head", LARGEST),
                    vocabulary,
                    whole("/n_positions", LARGEST),
                    number("/layer_norm_epsilon", 1e-5),
                    tokens,
                    loop(),
                    new Dropout(
                            number("/embd_pdrop", Dropout.UNSAID),
                            number("/attn_pdrop", Dropout.UNSAID),
                            number("/resid_pdrop", Dropout.UNSAID)));
        } catch (ModelException e) {
            throw e.getMessage().startsWith(file.toString())
                    ? e
                    : new ModelException(file + " describes no model: " + e.getMessage(), e);
        }
    }

    /** How thoughts are fed back and seen; models that say nothing have the loop of the paper. */
    private LoopOptions loop() {
        return new LoopOptions(flag("/coconut/stop_gradient", false), flag("/coconut/bottleneck", false));
    }

    private boolean isSaid(String path) {
        JsonNode node = root.at(path);
        return !node.isMissingNode() && !node.isNull();
    }

    private int whole(String path, int largest) {
        JsonNode node = root.at(path);
        if (!isSaid(path)) {
            throw new ModelException(file + " lacks the whole number " + name(path) + ".");
        }
        if (!node.isInt() || node.intValue() < 0 || node.intValue() > largest) {
            throw new ModelException(
                    "%s: %s must be a whole number from 0 to %d, not %s.".formatted(file, name(path), largest, node));
        }
        return node.intValue();
    }

    private double number(String path, double otherwise) {
        JsonNode node = root.at(path);
        if (isSaid(path) && !node.isNumber()) {
            throw new ModelException("%s: %s must be a number, not %s.".formatted(file, name(path), node));
        }
        return node.asDouble(otherwise);
    }

    private boolean flag(String path, boolean otherwise) {
        JsonNode node = root.at(path);
        if (isSaid(path) && !node.isBoolean()) {
            throw new ModelException("%s: %s must be true or false, not %s.".formatted(file, name(path), node));
        }
        return node.asBoolean(otherwise);
    }

    private static String name(String path) {
        return path.substring(1).replace('/', '.');
    }

    static void write(Gpt2Config config, Path folder) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("architectures").add("GPT2LMHeadModel");
        root.put("model_type", "gpt2").put("activation_function", "gelu_new");
        root.put("n_layer", config.layers()).put("n_embd", config.width()).put("n_head", config.heads());
        root.put("vocab_size", config.vocabulary());
        root.put("n_positions", config.positions()).put("n_ctx", config.positions());
        root.put("layer_norm_epsilon", config.epsilon());
        root.put("embd_pdrop", config.dropout().embeddings())
                .put("attn_pdrop", config.dropout().attention())
                .put("resid_pdrop", config.dropout().residual());
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
