package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.coconut4j.curriculum.CurriculumException;
import java.io.IOException;

/** The value in a {@code key=value} of the command line: YAML where it is plain, else the text as it was typed. */
final class SettingValue {
    private SettingValue() {}

    /**
     * Reads a value.
     *
     * @param text behind the equals sign; what is no YAML, or would mean something else there ({@code *.json}, {@code !x}), is taken by the letter
     * @param setting as a whole, for the message
     * @throws CurriculumException if a key stands in it twice
     */
    static JsonNode of(String text, String setting) {
        try {
            JsonNode value = isPlain(text) ? ConfigText.YAML.readTree(text) : TextNode.valueOf(text);
            return value.isMissingNode() ? TextNode.valueOf("") : value;
        } catch (JsonProcessingException notYaml) {
            if (ConfigText.saysTwice(notYaml)) {
                throw CurriculumException.at("--set ", setting + ": a key stands in it twice; give it once.");
            }
            return TextNode.valueOf(text);
        } catch (IOException | ClassCastException | NumberFormatException notYaml) { // from within the parser
            return TextNode.valueOf(text);
        }
    }

    /** Whether nothing in it is a tag, an anchor or a reference to one, and nothing follows its first document. */
    private static boolean isPlain(String text) throws IOException {
        if (text.startsWith("&")) { // the parser does not tell of the anchor of a text
            return false;
        }
        try (YAMLParser parser = (YAMLParser) ConfigText.YAML.createParser(text)) {
            int depth = 0;
            boolean ended = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean named = parser.isCurrentAlias() || parser.getTypeId() != null || parser.getObjectId() != null;
                if (named || ended) {
                    return false;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                ended = depth == 0;
            }
            return true;
        }
    }
}
