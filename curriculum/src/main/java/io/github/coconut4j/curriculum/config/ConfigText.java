package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.file.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings as text: one YAML document of keys and values, in which nothing is said twice.
 *
 * @param where it comes from, for messages
 * @param text the YAML
 */
public record ConfigText(String where, String text) {
    private static final int MOST_BYTES = 1 << 20;

    /** Reads trees, and refuses a key that stands twice. */
    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

    /** What the parser finds, in the words of the file; by the beginning of what the parser says. */
    private static final Map<String, String> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("mapping values are not allowed", "a second colon on the line, or a wrong indentation before it");
        FAULTS.put("found character '\\t", "a tab; YAML is indented with blanks");
        FAULTS.put("found unexpected end of stream", "a quote that is not closed");
        FAULTS.put(
                "found unknown escape",
                "an unknown escape after \\; a path in double quotes needs \\\\, or take single quotes");
        FAULTS.put("could not find expected ':'", "a key without a colon");
        FAULTS.put("expected ',' or", "a bracket that is not closed");
        FAULTS.put("special characters are not allowed", "a control character");
        FAULTS.put("expected <block end>", "a wrong indentation");
        FAULTS.put("Malformed numeric value", "a number that is none: not-a-number and infinity are not taken");
        FAULTS.put("Number value length", "a number of more than 1,000 digits");
        FAULTS.put("Document nesting depth", "more than 1,000 brackets within each other");
    }

    /**
     * Reads a file.
     *
     * @param file UTF-8
     * @return its text, not looked at yet
     * @throws CurriculumException if there is no such file, or it is no text of a size that settings have
     */
    public static ConfigText of(Path file) {
        try (InputStream in = TextFiles.open(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CurriculumException(
                        file + " is no file with settings: those have at most " + MOST_BYTES + " bytes.");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new ConfigText(file.toString(), text);
        } catch (CharacterCodingException e) {
            throw new CurriculumException(file + " is not UTF-8 text; save it as such.", e);
        } catch (IOException e) {
            throw new CurriculumException(InputFiles.unreadable(file, e).getMessage(), e);
        } catch (DataException e) {
            throw new CurriculumException(e.getMessage(), e);
        }
    }

    /**
     * {@return the keys and values; a key without a value, or with a blank one, is left out as if it were not there}
     *
     * @throws CurriculumException if it is no YAML, holds anything but keys and values, or says something twice
     */
    public ObjectNode tree() {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(text)) {
            requireOneDocument(parser);
            JsonNode node = YAML.readTree(text);
            if (node instanceof ObjectNode object) {
                prune(object);
                return object;
            }
        } catch (JsonProcessingException broken) {
            throw new CurriculumException(explained(broken), broken);
        } catch (IOException | ClassCastException | NumberFormatException unexpected) { // from within the parser
            throw new CurriculumException(where + ": this is not YAML.", unexpected);
        }
        throw new CurriculumException(where + ": expected keys and values (\"key: value\" on each line).");
    }

    /** Leaves out keys without a value: null, ~, blank and absent are the same. */
    static void prune(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(entry -> isNothing(entry.getValue()));
        }
        node.forEach(ConfigText::prune);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isTextual() && value.textValue().isBlank());
    }

    private void requireOneDocument(YAMLParser parser) throws IOException {
        int depth = 0;
        boolean ended = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (ended) {
                throw new CurriculumException(
                        at(parser.currentTokenLocation()) + "a second YAML document (after ---); a file holds one.");
            }
            if (parser.isCurrentAlias()) {
                throw new CurriculumException(at(parser.currentTokenLocation()) + "*" + parser.getText()
                        + " refers to an anchor; write the value itself.");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            ended = depth == 0;
        }
    }

    /** Whether what a parser complains of is a key that stands twice. */
    static boolean saysTwice(JsonProcessingException broken) {
        return broken.getOriginalMessage() != null
                && DUPLICATE.matcher(broken.getOriginalMessage()).find();
    }

    private String at(JsonLocation location) {
        return "%s, line %d, column %d: ".formatted(where, location.getLineNr(), location.getColumnNr());
    }

    private String explained(JsonProcessingException broken) {
        String said = broken.getOriginalMessage() == null ? "" : broken.getOriginalMessage();
        JsonLocation location = broken.getLocation() == null ? JsonLocation.NA : broken.getLocation();
        Matcher duplicate = DUPLICATE.matcher(said);
        if (duplicate.find()) {
            return at(location) + "the key " + duplicate.group(1) + " stands twice; give it once.";
        }
        return at(location) + "this is not YAML"
                + FAULTS.entrySet().stream()
                        .filter(fault -> said.contains(fault.getKey()))
                        .map(fault -> " (" + fault.getValue() + ")")
                        .findFirst()
                        .orElse("")
                + ".";
    }
}
