package io.github.coconut4j.data.text;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.ProblemSource;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the tokenizer for a data set or in a model folder. */
public final class Tokenizers {
    private static final String SENTENCE_PIECE = "tokenizer.model";
    private static final String TO_JSON =
            " has a tokenizer.model but no tokenizer.json; transformers writes it: AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER).";

    private Tokenizers() {}

    /**
     * A tokenizer for a source: by symbol if the source names its symbols, else by word, collected from its problems.
     *
     * @param source is read through once where words are collected
     * @return the same for the same problems
     */
    public static Tokenizer trainedOn(ProblemSource source) {
        return source.symbols().<Tokenizer>map(SymbolTokenizer::of).orElseGet(() -> WordTokenizer.trainedOn(source));
    }

    /**
     * The tokenizer that was saved in a model folder.
     *
     * @param folder of a model or of a checkpoint
     * @return of the kind that was saved
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
     * @param folder of a model
     * @return rows that its embedding table needs at least
     * @throws DataException if there are none, or they are broken
     */
    public static int named(Path folder) {
        return BpeFiles.areIn(folder) && VocabularyFiles.kind(folder).isEmpty()
                ? BpeFolder.in(folder).files().size()
                : load(folder).size();
    }

    private static Tokenizer loadBpe(Path folder) {
        if (Files.isDirectory(folder) && !InputFiles.isFolder(folder)) {
            throw new DataException(InputFiles.noFolder(folder));
        }
        if (!BpeFiles.areIn(folder)) {
            throw new DataException(
                    Files.exists(folder.resolve(SENTENCE_PIECE))
                            ? folder + TO_JSON
                            : "The folder " + folder
                                    + " holds no tokenizer: neither vocab.json and tokenizer_config.json of a model trained here, nor "
                                    + "tokenizer.json, nor vocab.json and merges.txt.");
        }
        BpeFolder read = BpeFolder.in(folder);
        BpeFiles files = read.files();
        return read.pipeline()
                .<Tokenizer>map(pipeline -> PipelineTokenizer.of(files, pipeline))
                .orElseGet(() -> Gpt2Tokenizer.of(files));
    }
}
