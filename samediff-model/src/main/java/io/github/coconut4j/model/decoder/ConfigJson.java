package io.github.coconut4j.model.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.model.ModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A config.json that is read: every value is checked, and every message names file and key. Keys of inner objects are written with a dot; null stands for a key
 * that is not there, as in Hugging Face's files.
 *
 * @param file for messages
 * @param root its content
 */
public record ConfigJson(Path file, JsonNode root) {
    /** Far beyond every model; without an end, the size of one could not be said in a number. */
    public static final int LARGEST = 1 << 24;

    /** More layers than any model has. */
    public static final int MOST_LAYERS = 10_000;

    /** Of a value in a message, in characters. */
    private static final int LONGEST = 80;

    private JsonNode at(String key) {
        return root.at("/" + key.replace('.', '/'));
    }

    /**
     * {@return whether a key is there and says something}
     *
     * @param key at the top of the file
     */
    public boolean has(String key) {
        return !at(key).isMissingNode() && !at(key).isNull();
    }

    /**
     * {@return a whole number up to {@link #LARGEST} that must be there}
     *
     * @param key at the top of the file
     */
    public int whole(String key) {
        return wholeUpTo(LARGEST, key);
    }

    /**
     * {@return a whole number that must be there, from 0 to the largest}
     *
     * @param largest that is allowed
     * @param key at the top of the file
     */
    public int wholeUpTo(int largest, String key) {
        if (!has(key)) {
            throw new ModelException(file + " lacks the whole number " + key + ".");
        }
        JsonNode node = at(key);
        if (!node.isInt() || node.intValue() < 0 || node.intValue() > largest) {
            throw unfit(key, "a whole number from 0 to " + largest);
        }
        return node.intValue();
    }

    /**
     * {@return a whole number, or what stands for it when it is missing}
     *
     * @param key at the top of the file
     * @param otherwise when it is missing; not checked
     */
    public int whole(String key, int otherwise) {
        return has(key) ? whole(key) : otherwise;
    }

    /**
     * {@return a number, or what stands for it when it is missing}
     *
     * @param key at the top of the file
     * @param otherwise when it is missing; not checked
     */
    public double number(String key, double otherwise) {
        if (has(key) && !at(key).isNumber()) {
            throw unfit(key, "a number");
        }
        return at(key).asDouble(otherwise);
    }

    /**
     * {@return a text that must be there}
     *
     * @param key at the top of the file
     */
    public String text(String key) {
        if (!at(key).isTextual()) {
            throw has(key) ? unfit(key, "a text") : new ModelException(file + " lacks the text " + key + ".");
        }
        return at(key).textValue();
    }

    /**
     * {@return a list of texts that must be there}
     *
     * @param key at the top of the file
     */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : at(key)) {
            if (!text.isTextual()) {
                throw unfit(key, "a list of texts");
            }
            texts.add(text.textValue());
        }
        if (!at(key).isArray()) {
            throw has(key) ? unfit(key, "a list of texts") : new ModelException(file + " lacks the list " + key + ".");
        }
        return texts;
    }

    /**
     * {@return a list of whole numbers from 0 on that must be there}
     *
     * @param key at the top of the file
     */
    public List<Integer> wholes(String key) {
        List<Integer> wholes = new ArrayList<>();
        for (JsonNode whole : at(key)) {
            if (!whole.isInt() || whole.intValue() < 0) {
                throw unfit(key, "a list of whole numbers from 0 on");
            }
            wholes.add(whole.intValue());
        }
        if (!at(key).isArray()) {
            throw has(key)
                    ? unfit(key, "a list of whole numbers")
                    : new ModelException(file + " lacks the list " + key + ".");
        }
        return wholes;
    }

    /**
     * {@return true or false, or what stands for it when it is missing}
     *
     * @param key at the top of the file
     * @param otherwise when it is missing
     */
    public boolean flag(String key, boolean otherwise) {
        if (has(key) && !at(key).isBoolean()) {
            throw unfit(key, "true or false");
        }
        return at(key).asBoolean(otherwise);
    }

    /**
     * Refuses a file that has a key say anything but what is computed.
     *
     * @param key at the top of the file
     * @param known what is computed, and meant when the key is missing
     */
    public void require(String key, boolean known) {
        if (flag(key, known) != known) {
            throw unknown(key, String.valueOf(!known), String.valueOf(known));
        }
    }

    /**
     * Refuses a file that has a key say anything but one of some texts; one of them is meant when it is missing.
     *
     * @param key at the top of the file
     * @param known what is computed
     */
    public void require(String key, List<String> known) {
        JsonNode node = at(key);
        if (has(key) && !(node.isTextual() && known.contains(node.textValue()))) {
            throw unknown(key, node.asText(), String.join(" or ", known));
        }
    }

    /**
     * Refuses a file that has a key say anything but a number; that is meant when it is missing.
     *
     * @param key at the top of the file
     * @param known what is computed
     */
    public void require(String key, double known) {
        if (number(key, known) != known) {
            throw unknown(
                    key,
                    at(key).asText(),
                    known == Math.rint(known) ? String.valueOf((long) known) : String.valueOf(known));
        }
    }

    /**
     * Refuses a file that has a key say anything at all.
     *
     * @param key that may be missing or null, no more
     */
    public void requireNone(String key) {
        if (has(key)) {
            String value = at(key).toString();
            throw unknown(key, value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value, "null");
        }
    }

    /**
     * {@return a text that must be one of some, or the one that stands for it when it is missing}
     *
     * @param key at the top of the file
     * @param known what is computed
     * @param otherwise when it is missing
     */
    public String text(String key, List<String> known, String otherwise) {
        require(key, known);
        return has(key) ? at(key).textValue() : otherwise;
    }

    /**
     * {@return the exception that a key says something which is not computed; to be thrown}
     *
     * @param key at the top of the file
     * @param value what it says
     * @param known what is computed, for people
     */
    public ModelException unknown(String key, String value, String known) {
        return new ModelException(file + " sets " + key + " to " + value + "; only " + known + " is known.");
    }

    private ModelException unfit(String key, String wanted) {
        return new ModelException("%s: %s must be %s, not %s.".formatted(file, key, wanted, at(key)));
    }
}
