package io.github.coconut4j.curriculum.official;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.config.ConfigText;
import io.github.coconut4j.curriculum.exchange.EndToken;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.DecoderFamilies;
import io.github.coconut4j.model.decoder.DecoderFamily;
import io.github.coconut4j.model.dropout.Dropout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The model an args file begins with, as far as its {@code config.json} tells.
 *
 * @param folder it lies in
 * @param config what the file says; empty if it says nothing
 */
record OfficialModel(Path folder, JsonNode config) {
    private static final JsonMapper JSON = ConfigFormat.json();
    private static final String GPT2 = "gpt2";
    private static final String WEIGHTS = "{*.safetensors,*.bin,*.index.json,*.pt,*.pth}";

    /** @throws CurriculumException if it is of an architecture that is not known */
    static OfficialModel of(Path folder) {
        OfficialModel model = new OfficialModel(folder, read(folder.resolve("config.json")));
        String type = model.type();
        Map<String, DecoderFamily> families = DecoderFamilies.all();
        if (!families.containsKey(type)) {
            throw new CurriculumException("%s is a model of the architecture \"%s\"; only %s can be computed here."
                    .formatted(folder, type, String.join(", ", families.keySet())));
        }
        return model;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(ConfigText.of(file).text());
        } catch (JsonProcessingException broken) { // whoever reads the model says what is wrong
            return JSON.missingNode();
        }
    }

    /** Shares that it leaves out in training, of embeddings, attention and residual stream. */
    List<Double> dropout() {
        try {
            Tokenizer tokenizer = Tokenizers.load(folder);
            Dropout own = Dsl.pretrained(folder).sizes(tokenizer).decoder().dropout();
            return List.of(own.embeddings(), own.attention(), own.residual());
        } catch (DataException | ModelException unreadable) { // whoever reads the model says what is wrong
            return List.of(0.0);
        }
    }

    /**
     * Where the configuration and the tokenizer beside it disagree, each in a sentence: either may be of another model. Nothing where one of them
     * says nothing, or cannot be read; whoever reads it says why.
     */
    List<String> disagreements() {
        List<String> disagreements = new ArrayList<>();
        try {
            JsonNode size = config.path("vocab_size");
            int named = Tokenizers.named(folder);
            if (size.isInt() && size.asInt() != named) {
                disagreements.add("model_id: %s has vocab_size %d in config.json, and its tokenizer names %d tokens"
                        .formatted(folder, size.asInt(), named));
            }
            EndToken.disagreements(folder, Tokenizers.load(folder))
                    .forEach(disagreement -> disagreements.add("model_id: " + disagreement));
        } catch (DataException unreadable) {
            return List.copyOf(disagreements);
        }
        return disagreements;
    }

    /** What to do if the folder holds a configuration and no weights; empty if it holds some. */
    Optional<String> withoutWeights() {
        try (DirectoryStream<Path> weights = Files.newDirectoryStream(folder, WEIGHTS)) {
            return weights.iterator().hasNext() ? Optional.empty() : Optional.of(whatElse());
        } catch (IOException e) {
            throw FileTree.failed("read", folder, e);
        }
    }

    private String whatElse() {
        String missing = "model_id: " + folder + " has a config.json and no weights; put model.safetensors there";
        String ofOurOwn =
                switch (type()) {
                    case GPT2 ->
                        "model: {type: gpt2, layers: %d, width: %d, heads: %d, positions: %d}"
                                .formatted(
                                        size("n_layer", 12),
                                        size("n_embd", 768),
                                        size("n_head", 12),
                                        size("n_positions", 1024));
                    case "llama" ->
                        "model: {type: llama, layers: %d, width: %d, heads: %d, kv_heads: %d, intermediate: %d, positions: %d}"
                                .formatted(
                                        size("num_hidden_layers", 32),
                                        size("hidden_size", 4096),
                                        size("num_attention_heads", 32),
                                        size("num_key_value_heads", 0),
                                        size("intermediate_size", 11_008),
                                        size("max_position_embeddings", 2048));
                    default -> null;
                };
        return ofOurOwn == null
                ? missing + "."
                : missing + ", or, to train such a model from scratch, take a configuration of our own with " + ofOurOwn
                        + ".";
    }

    private int size(String key, int unsaid) {
        return config.path(key).asInt(unsaid);
    }

    private String type() {
        return config.path("model_type").asText(GPT2);
    }
}
