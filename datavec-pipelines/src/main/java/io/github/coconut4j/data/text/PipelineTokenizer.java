package io.github.coconut4j.data.text;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.internal.text.LibraryTokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Any byte-pair encoding that a {@code tokenizer.json} describes, byte-level (Llama 3, Qwen2, SmolLM2) or SentencePiece's (Llama 2, Mistral), computed by Hugging Face's
 * own library. As with {@link Gpt2Tokenizer} a text never yields the end-of-sequence token or one of thoughts and pauses, these are added behind the vocabulary where
 * it lacks them, and padding is the end-of-sequence token.
 *
 * <p>Tokens that the file puts before every text ({@code <|begin_of_text|>}) are the {@link #start} of a row; such as it puts behind it are refused.
 */
public final class PipelineTokenizer extends BpeTokenizer {
    private final PipelineFiles pipeline;
    private final LibraryTokenizer all;
    private final LibraryTokenizer texts;
    private final MissingCharacters missing;
    private final int[] start;

    private PipelineTokenizer(BpeFiles files, PipelineFiles pipeline) {
        super(files);
        this.pipeline = pipeline;
        all = LibraryTokenizer.of(pipeline.file(), pipeline.json(files.added(), token -> token.content()));
        texts = LibraryTokenizer.of(
                pipeline.file(), pipeline.json(files.added(), token -> pipeline.unseen(token, files)));
        missing = MissingCharacters.of(pipeline, files.vocabulary());
        int[] letter = all.encode("a");
        start = new Framing(pipeline, files).start(letter.length == 0 ? "" : token(letter[0]));
    }

    static PipelineTokenizer of(BpeFiles files, PipelineFiles pipeline) {
        return new PipelineTokenizer(files.withThoughts(), pipeline);
    }

    @Override
    public PipelineTokenizer with(List<String> special) {
        return new PipelineTokenizer(files().with(special), pipeline);
    }

    @Override
    public int[] encode(String text) {
        int[] ids = encode(texts, text);
        if (IntStream.of(ids).anyMatch(id -> files().isPlaced(token(id)))) {
            throw new DataException(
                    "\"%s\" has a token that ends texts or stands for a thought.".formatted(Texts.shorten(text)));
        }
        return ids;
    }

    @Override
    public int[] encodeFrame(String text) {
        return encode(all, text);
    }

    private int[] encode(LibraryTokenizer library, String text) {
        int[] ids = library.encode(text);
        if (missing.isIn(text, ids)) {
            throw new DataException("The vocabulary lacks a token for a part of \"" + Texts.shorten(text) + "\".");
        }
        return ids;
    }

    @Override
    public int[] start() {
        return start.clone();
    }

    @Override
    public String decode(int[] ids) {
        return all.decode(ids);
    }

    @Override
    public void save(Path folder) {
        files().write(folder, pipeline);
    }
}
