package io.github.coconut4j.data.text;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ProblemSource;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the tokenizer for a data set or in a model folder. */
public final class Tokenizers {
    private Tokenizers() {}

    /** A tokenizer for a source: by symbol if the source names its symbols, else by word, collected from its problems. */
    public static Tokenizer trainedOn(ProblemSource source) {
        return source.symbols().<Tokenizer>map(SymbolTokenizer::of).orElseGet(() -> WordTokenizer.trainedOn(source));
    }

    /**
     * The tokenizer that was saved in a model folder.
     *
     * @throws DataException if there is none, or its files are broken
     */
    public static Tokenizer load(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("There is no folder " + folder + " to load a tokenizer from.");
        }
        return switch (VocabularyFiles.kind(folder)) {
            case SymbolTokenizer.KIND -> new SymbolTokenizer(VocabularyFiles.vocabulary(folder));
            case WordTokenizer.KIND -> new WordTokenizer(VocabularyFiles.vocabulary(folder));
            default -> loadBpe(folder);
        };
    }

    /**
     * How many tokens the files of a model folder name, before {@link #load} adds those for thoughts that they lack.
     *
     * @throws DataException if there are none, or they are broken
     */
    public static int named(Path folder) {
        return BpeFiles.areIn(folder) && VocabularyFiles.kind(folder).isEmpty()
                ? BpeFolder.read(folder).size()
                : load(folder).size();
    }

    private static Tokenizer loadBpe(Path folder) {
        if (!BpeFiles.areIn(folder)) {
            throw new DataException("The folder " + folder
                    + " holds no tokenizer: neither vocab.json and tokenizer_config.json of a model trained here, nor "
                    + "tokenizer.json, nor vocab.json and merges.txt.");
        }
        return Gpt2Tokenizer.load(folder);
    }
}
