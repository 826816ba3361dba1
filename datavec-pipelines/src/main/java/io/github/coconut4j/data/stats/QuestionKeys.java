package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.ProblemSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Recognises questions that are the same but for the order of their sentences, 16 bytes each.
 */
final class QuestionKeys {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+");

    private final Set<UUID> keys = new HashSet<>();
    private long repeated;

    private QuestionKeys() {}

    static QuestionKeys of(ProblemSource source) {
        return of(source, source.size());
    }

    /** Those of the first rows of a source. */
    static QuestionKeys of(ProblemSource source, long rows) {
        QuestionKeys questions = new QuestionKeys();
        for (long row = 0; row < rows; row++) {
            if (!questions.keys.add(key(source.problem(0, row).question()))) {
                questions.repeated++;
            }
        }
        return questions;
    }

    /** How many questions had been there before. */
    long repeated() {
        return repeated;
    }

    /** How many rows of another source ask a question that is here. */
    long contained(ProblemSource other) {
        return contained(other, other.size());
    }

    /** How many of the first rows of another source ask a question that is here. */
    long contained(ProblemSource other, long rows) {
        long found = 0;
        for (long row = 0; row < rows; row++) {
            found += keys.contains(key(other.problem(0, row).question())) ? 1 : 0;
        }
        return found;
    }

    private static UUID key(String question) {
        String[] sentences = SENTENCE_END.split(question.strip());
        Arrays.sort(sentences);
        return UUID.nameUUIDFromBytes(String.join(" ", sentences).getBytes(StandardCharsets.UTF_8));
    }
}
