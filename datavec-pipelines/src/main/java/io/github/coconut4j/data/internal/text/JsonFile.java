package io.github.coconut4j.data.internal.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.internal.file.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a tokenizer, taken at their word: what stands twice, is of another kind or follows the end is refused with its place. */
public final class JsonFile {
    /** Several times the largest tokenizer that is passed on. */
    private static final long LARGEST = 256L << 20;

    /** Characters of a token; what is longer is no token, and could take long to look for. */
    private static final int LONGEST_TOKEN = 1000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final ObjectNode root;

    private JsonFile(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a file that must hold an object.
     *
     * @throws DataException if it does not, with line and column
     */
    public static JsonFile read(Path file) {
        requireReadable(file);
        try (InputStream text = Files.newInputStream(file)) {
            JsonNode root = JSON.readTree(text);
            if (!root.isObject()) {
                throw new DataException(file + " must hold a JSON object, {…}.");
            }
            return new JsonFile(file, (ObjectNode) root);
        } catch (JsonProcessingException e) {
            throw new DataException(file + reason(e) + "; copy or download it again.", e);
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    /** The same for a file that may be missing, which then holds nothing; a link that leads nowhere is not missing. */
    public static JsonFile readIfThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : new JsonFile(file, JSON.createObjectNode());
    }

    /** The lines of a text file. */
    public static List<String> lines(Path file) {
        requireReadable(file);
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new DataException(file + " is not UTF-8; copy or download it again.", e);
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    private static void requireReadable(Path file) {
        FileKind.requireText(file);
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataException(
                        file + " is larger than " + (LARGEST >> 20) + " MiB, which no file of a tokenizer is.");
            }
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    private static String reason(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        if (place == null) { // beyond the parser's own limits on nesting, digits, keys and texts
            return " is no file of a tokenizer: what stands in it is nested too deeply or too long";
        }
        String said = e.getOriginalMessage();
        String why = e instanceof JsonEOFException
                ? " (it ends too early)"
                : said.startsWith("Duplicate field")
                        ? ": the key " + Texts.shorten(said.substring("Duplicate field".length())) + " stands twice"
                        : "";
        return " is not JSON at line %d, column %d%s".formatted(place.getLineNr(), place.getColumnNr(), why);
    }

    public Path path() {
        return file;
    }

    /** All of it; a copy. */
    public ObjectNode root() {
        return root.deepCopy();
    }

    /** What stands under a key; a missing node if there is nothing or null. */
    public JsonNode get(String key) {
        JsonNode node = root.path(key);
        return node.isNull() ? root.path("") : node;
    }

    /** The whole file as ids by token. */
    public Map<String, Integer> ids() {
        return ids(root);
    }

    /** An object as ids by token: whole numbers from 0, each once. */
    public Map<String, Integer> ids(JsonNode object) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        object.properties().forEach(entry -> ids.put(entry.getKey(), id(entry.getKey(), entry.getValue())));
        return ids;
    }

    /** An id that must be a whole number of 0 or more. */
    public int id(String token, JsonNode node) {
        if (token.length() > LONGEST_TOKEN) {
            throw wrong("a token of %d characters, \"%s\"".formatted(token.length(), Texts.shorten(token)));
        }
        if (!node.isInt() || node.intValue() < 0) {
            throw wrong("the id of \"%s\" must be a whole number from 0, not %s"
                    .formatted(
                            Texts.shorten(token), Texts.shorten(node.isMissingNode() ? "missing" : node.toString())));
        }
        return node.intValue();
    }

    /** A token's text, which must be there and not be empty. */
    public String text(String what, JsonNode node) {
        if (!node.isTextual() || node.textValue().isEmpty() || node.textValue().length() > LONGEST_TOKEN) {
            throw wrong("%s must be a text of 1 to %d characters, not %s"
                    .formatted(what, LONGEST_TOKEN, node.isMissingNode() ? "missing" : Texts.shorten(node.toString())));
        }
        return node.textValue();
    }

    /** Refuses a switch that is on. */
    public void requireOff(String name, JsonNode node, String because) {
        if (!node.isMissingNode() && !node.isNull() && !(node.isBoolean() && !node.booleanValue())) {
            throw wrong("%s is %s, %s".formatted(name, Texts.shorten(node.toString()), because));
        }
    }

    public DataException wrong(String what) {
        return new DataException(file + ": " + what + ".");
    }
}
