package io.github.coconut4j.model.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.ConfigJson;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.DecoderFamilies;
import io.github.coconut4j.model.decoder.DecoderFamily;
import io.github.coconut4j.model.decoder.FrozenWeights;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.io.JsonObject;
import io.github.coconut4j.model.loop.LoopOptions;
import io.github.coconut4j.model.lora.Adapters;
import io.github.coconut4j.model.lora.Lora;
import io.github.coconut4j.model.lora.LoraConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code config.json} of a model folder as Hugging Face has it, with a block {@code coconut} for the latent tokens and the loop. {@code model_type} names the family
 * that reads the rest.
 */
final class ConfigFile {
    static final String NAME = "config.json";

    private static final String LORA = "coconut.lora";
    private static final String BASE = LORA + ".base";
    private static final String TYPE = BASE + ".type";
    private static final String FLOATS = "float32";
    private static final String HALVES = "bfloat16";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfigJson json;
    private final DecoderFamily family;

    private ConfigFile(ConfigJson json) {
        this.json = json;
        Map<String, DecoderFamily> families = DecoderFamilies.all();
        // The oldest GPT-2 files do not say what they are.
        this.family = families.get(json.text("model_type", List.copyOf(families.keySet()), "gpt2"));
    }

    static ConfigFile read(Path folder) {
        Path file = folder.resolve(NAME);
        if (Files.isDirectory(folder) && !(Files.isReadable(folder) && Files.isExecutable(folder))) {
            throw new ModelException(folder + " cannot be looked into: you have no permission to.");
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ModelException(folder + " is no model folder: it has no " + NAME + ".");
        }
        return new ConfigFile(new ConfigJson(file, JsonObject.read(file)));
    }

    DecoderFamily family() {
        return family;
    }

    /** Tokens of the vocabulary. */
    int vocabulary() {
        return json.whole("vocab_size");
    }

    /** The special tokens, as a model of this project writes them down. */
    LatentTokens tokens() {
        int eos = json.whole("eos_token_id");
        return new LatentTokens(
                json.whole("coconut.start_latent_id"),
                json.whole("coconut.end_latent_id"),
                json.whole("coconut.latent_id"),
                eos,
                json.whole("coconut.pad_token_id", eos));
    }

    /** The decoder as it stands in the file. */
    DecoderConfig decoder() {
        return decoder(vocabulary());
    }

    private DecoderConfig decoder(int vocabulary) {
        try {
            return family.read(json, vocabulary);
        } catch (ModelException e) {
            throw noModel(e);
        }
    }

    private ModelException noModel(ModelException e) {
        return e.getMessage().startsWith(json.file().toString())
                ? e
                : new ModelException(json.file() + " describes no model: " + e.getMessage(), e);
    }

    /** Whether the folder holds the adapters of a model that lies elsewhere. */
    boolean hasAdapters() {
        return json.has(LORA);
    }

    /** Those adapters. */
    Lora lora() {
        String tokens = LORA + ".tokens";
        return new Lora(
                json.whole(LORA + ".rank"),
                json.number(LORA + ".alpha", 0),
                json.number(LORA + ".dropout", 0),
                json.texts(LORA + ".targets"),
                json.has(tokens) ? json.wholes(tokens) : List.of(),
                json.text(TYPE, List.of(FLOATS, HALVES), FLOATS).equals(HALVES));
    }

    /** Where the parameters lie that the adapters stand beside. */
    FrozenWeights frozen() {
        return new FrozenWeights(
                path(BASE + ".folder"),
                path(BASE + ".weights"),
                json.whole(BASE + ".kept"),
                json.whole(BASE + ".copied"),
                json.text(BASE + ".sha256"));
    }

    private Path path(String key) {
        try {
            return Path.of(json.text(key));
        } catch (InvalidPathException e) {
            throw new ModelException(json.file() + ": " + key + " is no path.", e);
        }
    }

    /** The model with these tokens; one that says nothing of its loop has that of the paper. */
    ModelConfig config(LatentTokens tokens, int vocabulary) {
        LoopOptions loop = new LoopOptions(
                json.flag("coconut.stop_gradient", false),
                json.flag("coconut.bottleneck", false),
                json.flag("coconut.repeat_first", false));
        try {
            DecoderConfig decoder = decoder(vocabulary);
            return new ModelConfig(hasAdapters() ? LoraConfig.of(decoder, lora()) : decoder, tokens, loop);
        } catch (ModelException e) {
            throw noModel(e);
        }
    }

    static void write(Model model, Path folder) {
        ModelConfig config = model.config();
        DecoderFamily family = DecoderFamilies.of(config.decoder());
        ObjectNode root = JSON.createObjectNode();
        root.put("model_type", family.name());
        family.write(Adapters.base(config.decoder()), root);
        LatentTokens tokens = config.tokens();
        root.put("vocab_size", config.vocabulary());
        root.put("bos_token_id", tokens.eos()).put("eos_token_id", tokens.eos());
        ObjectNode coconut = root.putObject("coconut");
        coconut.put("start_latent_id", tokens.startLatent())
                .put("end_latent_id", tokens.endLatent())
                .put("latent_id", tokens.latent())
                .put("pad_token_id", tokens.pad())
                .put("stop_gradient", config.loop().stopGradient())
                .put("bottleneck", config.loop().bottleneck())
                .put("repeat_first", config.loop().repeatFirst());
        if (config.decoder() instanceof LoraConfig adapted) {
            write(adapted.lora(), model.frozen().orElseThrow(), coconut.putObject("lora"));
        }
        try {
            Files.writeString(
                    folder.resolve(NAME), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw ModelException.failed("write", folder.resolve(NAME), e);
        }
    }

    private static void write(Lora lora, FrozenWeights frozen, ObjectNode node) {
        node.put("rank", lora.rank()).put("alpha", lora.alpha()).put("dropout", lora.dropout());
        lora.targets().forEach(node.putArray("targets")::add);
        if (!lora.tokens().isEmpty()) {
            lora.tokens().forEach(node.putArray("tokens")::add);
        }
        node.putObject("base")
                .put("folder", frozen.folder().toString())
                .put("weights", frozen.weights().toString())
                .put("kept", frozen.kept())
                .put("copied", frozen.copied())
                .put("sha256", frozen.sha256())
                .put("type", lora.halved() ? HALVES : FLOATS);
    }
}
