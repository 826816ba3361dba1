package io.github.coconut4j.data.text;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One token per word and per punctuation mark, with a vocabulary collected from training data.
 *
 * <p>The blank between two words is implied, so a word is the same token at the start of a text and within it. What
 * deviates is written out, a further blank as a token {@code " "} and a missing one as the token {@link #JOIN}; so
 * {@code decode(encode(x))} is exactly {@code x}.
 */
public final class WordTokenizer extends VocabularyTokenizer {
    /** Says that no blank stands where one is implied. */
    public static final String JOIN = "<|join|>";

    static final String KIND = "word";

    /** A run of hashes (the answer's mark), a bracket of a calculation, a word, or any other single character. */
    private static final Pattern PIECE = Pattern.compile("#+|<<|>>|[\\p{L}\\p{M}\\p{N}_]+|.", Pattern.DOTALL);

    private static final String OF_CALCULATIONS = "<<+-*/=>>";
    private static final String NO_BLANK_BEFORE = ".,;:?!)]}%'" + OF_CALCULATIONS;
    private static final String NO_BLANK_AFTER = "([{'" + OF_CALCULATIONS;

    WordTokenizer(Vocabulary vocabulary) {
        super(vocabulary, KIND);
    }

    /**
     * A tokenizer for these words, in this order; blank, newline, the answer's mark and {@link #JOIN} are added.
     *
     * @param words repetitions are of no account
     * @return ids in the order of the words
     */
    public static WordTokenizer of(Collection<String> words) {
        List<String> tokens = new ArrayList<>(List.of(JOIN, " ", "\n", "###"));
        words.stream().filter(word -> !tokens.contains(word)).distinct().forEach(tokens::add);
        return new WordTokenizer(Vocabulary.ofWords(tokens));
    }

    /**
     * A tokenizer for all words of a source, in alphabetical order: those it names, else those of its first epoch.
     *
     * @param source is read through once if it names no words
     * @return the same for the same problems
     */
    public static WordTokenizer trainedOn(ProblemSource source) {
        return source.words().map(words -> of(new TreeSet<>(words))).orElseGet(() -> collectedFrom(source));
    }

    private static WordTokenizer collectedFrom(ProblemSource source) {
        TreeSet<String> words = new TreeSet<>();
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            words.addAll(pieces(problem.question()));
            problem.steps().forEach(step -> words.addAll(pieces(step)));
            words.addAll(pieces(problem.answer()));
        }
        return of(words);
    }

    @Override
    public WordTokenizer with(List<String> tokens) {
        return new WordTokenizer(vocabulary().with(tokens));
    }

    @Override
    public int[] encode(String text) {
        List<String> written = new ArrayList<>();
        String previous = "";
        List<String> pieces = pieces(text);
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            boolean single = piece.equals(" ") && i + 1 < pieces.size() && blankBetween(previous, pieces.get(i + 1));
            if (single) {
                piece = pieces.get(++i);
            } else if (blankBetween(previous, piece)) {
                written.add(JOIN);
            }
            written.add(piece);
            previous = piece;
        }
        return written.stream()
                .mapToInt(piece -> vocabulary().idIn(piece, text))
                .toArray();
    }

    @Override
    public String decode(int[] ids) {
        StringBuilder text = new StringBuilder();
        String previous = "";
        for (int id : ids) {
            String token = token(id);
            if (!token.equals(JOIN)) {
                text.append(blankBetween(previous, token) ? " " : "").append(token);
            }
            previous = token;
        }
        return text.toString();
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    /** Whether the text has a blank between two neighbouring tokens unless something else is said. */
    private static boolean blankBetween(String left, String right) {
        return !left.isEmpty()
                && !isSpaceOrSpecial(left)
                && !isSpaceOrSpecial(right)
                && !NO_BLANK_AFTER.contains(left)
                && !NO_BLANK_BEFORE.contains(right);
    }

    private static boolean isSpaceOrSpecial(String token) {
        return token.isBlank() || (token.length() > 1 && token.charAt(0) == '<');
    }
}
