package io.github.coconut4j.data.text;

import java.util.OptionalInt;

/** What the files of a byte-pair encoding say of its tokens, whoever splits and merges texts. Padding is the end-of-sequence token. */
abstract class BpeTokenizer implements Tokenizer {
    private final BpeFiles files;
    private final String[] tokens;

    BpeTokenizer(BpeFiles files) {
        this.files = files;
        tokens = new String[files.size()];
        files.vocabulary().forEach((token, id) -> tokens[id] = token);
        files.added().forEach((token, settings) -> tokens[settings.id()] = token);
    }

    final BpeFiles files() {
        return files;
    }

    @Override
    public final int size() {
        return tokens.length;
    }

    @Override
    public final String token(int id) {
        return tokens[id];
    }

    @Override
    public final OptionalInt id(String token) {
        Integer id = files.id(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public final int startLatent() {
        return files.id(SpecialTokens.START_LATENT);
    }

    @Override
    public final int endLatent() {
        return files.id(SpecialTokens.END_LATENT);
    }

    @Override
    public final int latent() {
        return files.id(SpecialTokens.LATENT);
    }

    @Override
    public final int eos() {
        return files.id(files.roles().get(BpeFiles.EOS_ROLE));
    }

    @Override
    public final int pad() {
        return eos();
    }
}
