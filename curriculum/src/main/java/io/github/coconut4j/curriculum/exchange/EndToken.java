package io.github.coconut4j.curriculum.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.config.ConfigText;
import io.github.coconut4j.data.text.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The token that ends a text is said in three files of a Hugging Face folder, which need not agree. The tokenizer's is taken. */
public final class EndToken {
    private static final JsonMapper JSON = ConfigFormat.json();
    private static final List<String> FILES = List.of("config.json", "generation_config.json");

    private EndToken() {}

    /**
     * {@return the files that name another token than the tokenizer, each in a sentence} One that names several is content with any of them; one that
     * cannot be read says nothing.
     *
     * @param folder with {@code config.json} and the other files that may name it
     * @param tokenizer of the folder
     */
    public static List<String> disagreements(Path folder, Tokenizer tokenizer) {
        List<String> disagreements = new ArrayList<>();
        for (String name : FILES) {
            JsonNode eos = read(folder.resolve(name)).path("eos_token_id");
            List<JsonNode> ids = eos.isArray()
                    ? StreamSupport.stream(eos.spliterator(), false).toList()
                    : List.of(eos);
            if (ids.stream().anyMatch(JsonNode::isIntegralNumber)
                    && ids.stream().noneMatch(id -> id.asLong(-1) == tokenizer.eos())) {
                disagreements.add(
                        "%s has eos_token_id %s in %s, and its tokenizer ends texts with %s, which is %d; the tokenizer's is taken"
                                .formatted(folder, eos, name, tokenizer.token(tokenizer.eos()), tokenizer.eos()));
            }
        }
        return disagreements;
    }

    private static JsonNode read(Path file) {
        try {
            return Files.isRegularFile(file) ? JSON.readTree(ConfigText.of(file).text()) : JSON.missingNode();
        } catch (JsonProcessingException | CurriculumException broken) { // whoever needs the file says what is wrong
            return JSON.missingNode();
        }
    }
}
