package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.internal.text.ByteLevel;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which parts of texts a vocabulary has no token for. Hugging Face's library gives such a part the token for unknown ones, or leaves it out without a word where the model
 * names none.
 *
 * @param unknown id of the token for unknown parts; -1 if the vocabulary is one of bytes
 * @param bytes those bytes that have no token, by value; none where the vocabulary is not one of bytes
 */
record MissingCharacters(int unknown, BitSet bytes) {
    private static final int NONE = -1;
    private static final int BYTES = 256;
    private static final String BYTE_LEVEL = "ByteLevel";

    /** @throws DataException if parts would be left out without a word */
    static MissingCharacters of(PipelineFiles pipeline, Map<String, Integer> vocabulary) {
        BitSet bytes = new BitSet(BYTES);
        if (isByteLevel(pipeline.json().path("pre_tokenizer"))
                || isByteLevel(pipeline.json().path("normalizer"))) {
            for (int value = 0; value < BYTES; value++) {
                bytes.set(value, !vocabulary.containsKey(ByteLevel.token(new byte[] {(byte) value})));
            }
            return new MissingCharacters(NONE, bytes);
        }
        JsonNode model = pipeline.json().path("model");
        Integer unknown = vocabulary.get(model.path("unk_token").asText(""));
        if (unknown == null && !fallsBackToBytes(model, vocabulary)) {
            throw new DataException(
                    pipeline.file()
                            + ": its model has neither an unk_token nor a token for each byte (byte_fallback), so parts of texts would get lost.");
        }
        return new MissingCharacters(unknown == null ? NONE : unknown, bytes);
    }

    private static boolean isByteLevel(JsonNode step) {
        return step.findValuesAsText("type").contains(BYTE_LEVEL);
    }

    private static boolean fallsBackToBytes(JsonNode model, Map<String, Integer> vocabulary) {
        return model.path("byte_fallback").asBoolean(false)
                && IntStream.range(0, BYTES).allMatch(value -> vocabulary.containsKey("<0x%02X>".formatted(value)));
    }

    /**
     * Whether a text has such a part.
     *
     * @param ids that the library gave it
     */
    boolean isIn(String text, int[] ids) {
        boolean lost = !bytes.isEmpty()
                && (hasMissingByte(text) || hasMissingByte(Normalizer.normalize(text, Normalizer.Form.NFC)));
        return lost || IntStream.of(ids).anyMatch(id -> id == unknown);
    }

    private boolean hasMissingByte(String text) {
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            if (bytes.get(value & 0xFF)) {
                return true;
            }
        }
        return false;
    }
}
