package io.github.coconut4j.data.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The alphabet in which GPT-2's vocabulary writes bytes: printable Latin-1 characters stand for themselves, the other 68
 * bytes for the characters from U+0100 on, in order (a blank is {@code Ġ}).
 */
public final class ByteLevel {
    private static final List<Character> CHARACTERS = characters();
    private static final Map<Character, Byte> BYTES = bytes();

    private ByteLevel() {}

    /** The 256 tokens of single bytes, in the order of the vocabulary: first the printable ones, then the others. */
    public static List<String> alphabet() {
        List<String> printable = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (char character : CHARACTERS) {
            (character < 256 ? printable : others).add(String.valueOf(character));
        }
        printable.addAll(others);
        return printable;
    }

    /** The bytes that a token of the vocabulary stands for; null if it has a character outside the alphabet. */
    public static byte[] bytes(String token) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            Byte value = BYTES.get(token.charAt(i));
            if (value == null) {
                return null;
            }
            bytes[i] = value;
        }
        return bytes;
    }

    /** How the vocabulary writes some bytes. */
    public static String token(byte[] bytes) {
        StringBuilder token = new StringBuilder();
        for (byte value : bytes) {
            token.append(CHARACTERS.get(value & 0xFF).charValue());
        }
        return token.toString();
    }

    private static List<Character> characters() {
        List<Character> characters = new ArrayList<>();
        char next = 256;
        for (char value = 0; value < 256; value++) {
            boolean printable = (value >= '!' && value <= '~') || (value >= '¡' && value <= '¬') || value >= '®';
            characters.add(printable ? value : next++);
        }
        return List.copyOf(characters);
    }

    private static Map<Character, Byte> bytes() {
        Map<Character, Byte> bytes = new HashMap<>();
        for (int value = 0; value < 256; value++) {
            bytes.put(CHARACTERS.get(value), (byte) value);
        }
        return Map.copyOf(bytes);
    }
}
