package io.github.coconut4j.data.text;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tokens and their ids, in both directions: the special tokens first, then all others. */
final class Vocabulary {
    private final List<String> tokens;
    private final Map<String, Integer> ids = new HashMap<>();

    private Vocabulary(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        for (String token : this.tokens) {
            if (ids.put(token, ids.size()) != null) {
                throw new DataException("The token \"" + token + "\" stands twice in the vocabulary.");
            }
        }
        for (String special : SpecialTokens.ALL) {
            if (!ids.containsKey(special)) {
                throw new DataException("The vocabulary has no token " + special + ".");
            }
        }
    }

    /** The special tokens followed by these. */
    static Vocabulary ofWords(Iterable<String> words) {
        List<String> tokens = new ArrayList<>(SpecialTokens.ALL);
        words.forEach(tokens::add);
        return new Vocabulary(tokens);
    }

    /** Exactly these tokens, the special ones among them. */
    static Vocabulary ofTokens(List<String> tokens) {
        return new Vocabulary(tokens);
    }

    /** The same with these at the end, where they are not in it yet. */
    Vocabulary with(List<String> more) {
        List<String> all = new ArrayList<>(tokens);
        more.stream().filter(token -> !ids.containsKey(token)).forEach(all::add);
        return new Vocabulary(all);
    }

    int size() {
        return tokens.size();
    }

    List<String> tokens() {
        return tokens;
    }

    String token(int id) {
        return tokens.get(id);
    }

    OptionalInt id(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The id of a token known to be there. */
    int special(String token) {
        return ids.get(token);
    }

    /**
     * The id of a word found in a text.
     *
     * @throws DataException naming the word and the text if it is not in the vocabulary
     */
    int idIn(String word, String text) {
        Integer id = ids.get(word);
        if (id == null) {
            throw new DataException("The word \"" + word + "\" is not among the " + size()
                    + " tokens of the vocabulary (in \"" + Texts.shorten(text)
                    + "\"); use data written with the words the model was trained on.");
        }
        return id;
    }
}
