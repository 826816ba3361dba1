package io.github.coconut4j.data.internal.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.data.DataException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token that is never split and never results from merges, with the settings that Hugging Face's tokenizers give it.
 *
 * @param content how it is written
 * @param id of the token
 * @param special whether it is left out where texts are shown
 * @param singleWord whether it is found only where no letter, digit or underscore touches it
 * @param lstrip whether it takes the blanks before it along
 * @param rstrip whether it takes the blanks behind it along
 * @param normalized whether it is looked for only in what the tokens without this have left over
 */
public record AddedToken(
        String content,
        int id,
        boolean special,
        boolean singleWord,
        boolean lstrip,
        boolean rstrip,
        boolean normalized) {

    public AddedToken {
        if (content.isEmpty()) {
            throw new DataException("An added token must not be empty (id " + id + ").");
        }
    }

    /** A token without settings; one that is not special is looked for after the others, as in Hugging Face's tokenizers. */
    public static AddedToken plain(String content, int id, boolean special) {
        return new AddedToken(content, id, special, false, false, false, !special);
    }

    /** The same with another id. */
    public AddedToken withId(int other) {
        return new AddedToken(content, other, special, singleWord, lstrip, rstrip, normalized);
    }

    /** A token as it stands in a file: {@code {"content": …, "lstrip": …}}. */
    public static AddedToken of(JsonFile file, JsonNode node, int id, boolean special) {
        String content = file.text("the content of added token " + id, node.path("content"));
        boolean isSpecial = flag(file, node, "special", special);
        return new AddedToken(
                content,
                id,
                isSpecial,
                flag(file, node, "single_word", false),
                flag(file, node, "lstrip", false),
                flag(file, node, "rstrip", false),
                flag(file, node, "normalized", !isSpecial));
    }

    private static boolean flag(JsonFile file, JsonNode node, String name, boolean otherwise) {
        JsonNode value = node.path(name);
        if (!value.isBoolean() && !value.isMissingNode() && !value.isNull()) {
            throw file.wrong("%s of an added token must be true or false, not %s".formatted(name, value));
        }
        return value.asBoolean(otherwise);
    }

    /** The token without its id, as it stands in {@code tokenizer_config.json}. */
    public Map<String, Object> written() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("content", content);
        settings.put("lstrip", lstrip);
        settings.put("normalized", normalized);
        settings.put("rstrip", rstrip);
        settings.put("single_word", singleWord);
        settings.put("special", special);
        return settings;
    }
}
