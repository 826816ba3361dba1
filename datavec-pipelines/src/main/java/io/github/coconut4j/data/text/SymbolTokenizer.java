package io.github.coconut4j.data.text;

import java.util.List;
import java.util.StringTokenizer;

/**
 * One token per whitespace-separated symbol; whitespace and newlines themselves give no token.
 *
 * <p>For symbolic tasks, whose vocabulary is known beforehand. {@code decode(encode(x))} is {@code x} with single
 * blanks.
 */
public final class SymbolTokenizer extends VocabularyTokenizer {
    static final String KIND = "symbol";

    SymbolTokenizer(Vocabulary vocabulary) {
        super(vocabulary, KIND);
    }

    /**
     * A tokenizer for these symbols; the special tokens are added before them.
     *
     * @param symbols distinct and without whitespace
     * @return ids in the order of the symbols
     */
    public static SymbolTokenizer of(List<String> symbols) {
        return new SymbolTokenizer(Vocabulary.ofWords(symbols));
    }

    @Override
    public SymbolTokenizer with(List<String> tokens) {
        return new SymbolTokenizer(vocabulary().with(tokens));
    }

    @Override
    public int[] encode(String text) {
        StringTokenizer symbols = new StringTokenizer(text);
        int[] ids = new int[symbols.countTokens()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = vocabulary().idIn(symbols.nextToken(), text);
        }
        return ids;
    }

    @Override
    public String decode(int[] ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(text.isEmpty() ? "" : " ").append(vocabulary().token(id));
        }
        return text.toString();
    }
}
