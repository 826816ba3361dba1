package io.github.coconut4j.data.internal.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds added tokens in texts where Hugging Face's tokenizers find them ({@code added_vocabulary.rs}): from left to right, the longest first, tokens that are not
 * normalized before the others.
 */
public final class AddedTokens {
    private static final Pattern WORD_AT_START = Pattern.compile("\\w", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD_AT_END = Pattern.compile("\\w\\z", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern BLANKS_AT_START = Pattern.compile("\\s*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern BLANK = Pattern.compile("\\s", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<Character, List<AddedToken>> first;
    private final Map<Character, List<AddedToken>> second;

    /** @param tokens those that are looked for */
    public AddedTokens(List<AddedToken> tokens) {
        first = byStart(tokens.stream().filter(token -> !token.normalized()));
        second = byStart(tokens.stream().filter(AddedToken::normalized));
    }

    private static Map<Character, List<AddedToken>> byStart(Stream<AddedToken> tokens) {
        Map<Character, List<AddedToken>> byStart = new HashMap<>();
        tokens.sorted(Comparator.comparingInt(
                                (AddedToken token) -> token.content().length())
                        .reversed())
                .forEach(token -> byStart.computeIfAbsent(token.content().charAt(0), any -> new ArrayList<>())
                        .add(token));
        return byStart;
    }

    /**
     * A part of a text.
     *
     * @param text as it is written
     * @param token that it is; null for text between tokens
     */
    public record Part(String text, AddedToken token) {}

    /** The parts of a text, in order. */
    public List<Part> split(String text) {
        return Stream.of(new Part(text, null))
                .flatMap(part -> split(part, first))
                .flatMap(part -> split(part, second))
                .toList();
    }

    private static Stream<Part> split(Part part, Map<Character, List<AddedToken>> tokens) {
        if (part.token() != null || tokens.isEmpty()) {
            return Stream.of(part);
        }
        String text = part.text();
        List<Part> parts = new ArrayList<>();
        int done = 0;
        for (int at = 0; at < text.length(); ) {
            AddedToken token = at(text, at, tokens);
            int end = token == null ? at + 1 : at + token.content().length();
            if (token != null && !(token.singleWord() && touchesWord(text, at, end))) {
                int from = token.lstrip() ? Math.max(done, startOfBlanks(text, at)) : at;
                int to = token.rstrip() ? endOfBlanks(text, end) : end;
                if (done < from) {
                    parts.add(new Part(text.substring(done, from), null));
                }
                parts.add(new Part(text.substring(from, to), token));
                done = to;
            }
            at = end;
        }
        if (done < text.length()) {
            parts.add(new Part(text.substring(done), null));
        }
        return parts.stream();
    }

    private static AddedToken at(String text, int at, Map<Character, List<AddedToken>> tokens) {
        for (AddedToken token : tokens.getOrDefault(text.charAt(at), List.of())) {
            if (text.startsWith(token.content(), at)) {
                return token;
            }
        }
        return null;
    }

    private static boolean touchesWord(String text, int from, int to) {
        int before = Math.max(0, from - 2); // room for one character beyond the basic plane
        return WORD_AT_END.matcher(text.substring(before, from)).find()
                || WORD_AT_START.matcher(text).region(to, text.length()).lookingAt();
    }

    private static int startOfBlanks(String text, int end) {
        int start = end;
        while (start > 0 && BLANK.matcher(text.substring(start - 1, start)).matches()) {
            start--;
        }
        return start;
    }

    private static int endOfBlanks(String text, int start) {
        Matcher blanks = BLANKS_AT_START.matcher(text).region(start, text.length());
        return blanks.lookingAt() ? blanks.end() : start;
    }
}
