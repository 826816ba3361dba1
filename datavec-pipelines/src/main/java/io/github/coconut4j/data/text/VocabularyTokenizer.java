package io.github.coconut4j.data.text;

import java.nio.file.Path;
import java.util.OptionalInt;

/** What word and symbol tokenizers share: a closed vocabulary with the special tokens in it. */
abstract sealed class VocabularyTokenizer implements Tokenizer permits SymbolTokenizer, WordTokenizer {
    private final Vocabulary vocabulary;
    private final String kind;

    /** @param kind how {@link Tokenizers#load} tells the tokenizers apart */
    VocabularyTokenizer(Vocabulary vocabulary, String kind) {
        this.vocabulary = vocabulary;
        this.kind = kind;
    }

    final Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public final int size() {
        return vocabulary.size();
    }

    @Override
    public final String token(int id) {
        return vocabulary.token(id);
    }

    @Override
    public final OptionalInt id(String token) {
        return vocabulary.id(token);
    }

    @Override
    public final int startLatent() {
        return vocabulary.special(SpecialTokens.START_LATENT);
    }

    @Override
    public final int endLatent() {
        return vocabulary.special(SpecialTokens.END_LATENT);
    }

    @Override
    public final int latent() {
        return vocabulary.special(SpecialTokens.LATENT);
    }

    @Override
    public final int eos() {
        return vocabulary.special(SpecialTokens.EOS);
    }

    @Override
    public final int pad() {
        return vocabulary.special(SpecialTokens.PAD);
    }

    @Override
    public final void save(Path folder) {
        VocabularyFiles.write(folder, kind, vocabulary);
    }
}
