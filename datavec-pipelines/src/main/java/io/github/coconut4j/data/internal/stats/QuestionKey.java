package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a problem asks, and on which facts, 16 bytes each. The order of sentences, or of the facts of a graph in symbols, does
 * not matter.
 *
 * @param question equal for equal questions
 * @param facts equal for equal facts: the sentences before the last one or, of a graph in symbols, its edges; empty if
 *     there are neither
 */
public record QuestionKey(UUID question, Optional<UUID> facts) {
    /** A question mark among symbols ends what looks like a sentence. */
    private static final int MOST_SENTENCES_OF_SYMBOLS = 2;

    public static QuestionKey of(Problem problem) {
        List<String> sentences = Texts.sentences(problem.question());
        Optional<FactGraph> inSymbols =
                sentences.size() > MOST_SENTENCES_OF_SYMBOLS ? Optional.empty() : graph(problem);
        return inSymbols.map(QuestionKey::of).orElseGet(() -> of(sentences));
    }

    private static QuestionKey of(List<String> sentences) {
        int last = sentences.size() - 1;
        return new QuestionKey(
                key(sentences), last == 0 ? Optional.empty() : Optional.of(key(sentences.subList(0, last))));
    }

    private static QuestionKey of(FactGraph graph) {
        List<String> symbols = graph.symbols();
        List<String> facts = graph.edges().stream()
                .map(edge -> symbols.get(edge.from()) + ">" + symbols.get(edge.to()))
                .toList();
        List<String> question = new ArrayList<>(facts);
        question.add(": " + symbols.get(graph.root()));
        question.add("? " + symbols.get(graph.target()));
        question.add("? " + symbols.get(graph.other()));
        return new QuestionKey(key(question), Optional.of(key(facts)));
    }

    private static Optional<FactGraph> graph(Problem problem) {
        try {
            return FactGraph.of(problem);
        } catch (DataException unreadable) {
            return Optional.empty(); // DataCheck names such problems
        }
    }

    private static UUID key(List<String> texts) {
        String sorted = String.join(" ", texts.stream().sorted().toList());
        return UUID.nameUUIDFromBytes(sorted.getBytes(StandardCharsets.UTF_8));
    }
}
