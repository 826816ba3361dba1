package io.github.coconut4j.data.internal.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A {@code tokenizer.json} in the hands of Hugging Face's tokenizers library. The library is native code, which DJL brings along in its jar and unpacks once into {@code
 * ~/.djl.ai} (or {@code ENGINE_CACHE_DIR}). Nothing is downloaded or reported: DJL is told to stay offline before it is first used.
 */
public final class LibraryTokenizer {
    /** Without it DJL looks for GPU builds of the library on the network and counts its users. */
    private static final String OFFLINE = "ai.djl.offline";

    private final HuggingFaceTokenizer library;

    private LibraryTokenizer(HuggingFaceTokenizer library) {
        this.library = library;
    }

    /**
     * The tokenizer that a file describes, without what it does to whole texts: cutting them off, filling them up, putting tokens around them. A mistake in the last of
     * these would make the native code end the process.
     *
     * @param file named where something is wrong
     * @throws DataException if it describes none, or the library does not load on this machine
     */
    public static LibraryTokenizer of(Path file, ObjectNode json) {
        ObjectNode whole =
                json.deepCopy().putNull("truncation").putNull("padding").putNull("post_processor");
        System.setProperty(OFFLINE, "true");
        try {
            return new LibraryTokenizer(HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(whole.toString().getBytes(StandardCharsets.UTF_8)),
                    Map.of("truncation", "false", "padding", "false")));
        } catch (LinkageError | AssertionError | ai.djl.engine.EngineException e) {
            throw new DataException(
                    ("%s needs native code that does not load here: there is some for Linux (x86-64, arm64), macOS (arm64) and Windows (x86-64), unpacked into "
                                    + "~/.djl.ai or the folder that ENGINE_CACHE_DIR names, which must be writable.")
                            .formatted(file),
                    e);
        } catch (RuntimeException | IOException e) {
            throw new DataException(
                    file + " describes a tokenizer that cannot be built; copy or download it again.", e);
        }
    }

    /** The ids of a text. */
    public int[] encode(String text) {
        return Arrays.stream(library.encode(text, false, false).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** The text of ids, special tokens as they are written. */
    public String decode(int[] ids) {
        return library.decode(IntStream.of(ids).asLongStream().toArray(), false);
    }
}
