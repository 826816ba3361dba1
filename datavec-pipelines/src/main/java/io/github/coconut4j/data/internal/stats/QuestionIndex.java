package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.ProblemSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the first problem of a data set that asks a question, or has some facts; some 200 bytes a problem. */
public final class QuestionIndex {
    private final Map<UUID, Long> questions = new HashMap<>();
    private final Map<UUID, Long> facts = new HashMap<>();

    private QuestionIndex() {}

    /** Of the first rows of a source. */
    public static QuestionIndex of(ProblemSource source, long rows) {
        QuestionIndex index = new QuestionIndex();
        for (long row = 0; row < rows; row++) {
            QuestionKey key = QuestionKey.of(source.problem(0, row));
            index.questions.putIfAbsent(key.question(), row);
            if (key.facts().isPresent()) {
                index.facts.putIfAbsent(key.facts().get(), row);
            }
        }
        return index;
    }

    /** The first row that asks the same. */
    public Optional<Long> sameQuestion(QuestionKey key) {
        return Optional.ofNullable(questions.get(key.question()));
    }

    /** The first row with the same facts, which may ask the same. */
    public Optional<Long> sameFacts(QuestionKey key) {
        return key.facts().map(facts::get);
    }
}
