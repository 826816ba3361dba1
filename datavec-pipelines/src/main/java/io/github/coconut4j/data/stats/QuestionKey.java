package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a problem asks, and on which facts, 16 bytes each. The order of sentences does not matter.
 *
 * @param question equal for equal questions
 * @param facts equal for equal facts: the sentences before the last one or, where there is only one, the edges of the
 *     graph; empty if there are neither
 */
record QuestionKey(UUID question, Optional<UUID> facts) {

    static QuestionKey of(Problem problem) {
        List<String> sentences = Texts.sentences(problem.question());
        int last = sentences.size() - 1;
        return new QuestionKey(
                key(sentences), last > 0 ? Optional.of(key(sentences.subList(0, last))) : edges(problem));
    }

    private static Optional<UUID> edges(Problem problem) {
        try {
            return FactGraph.of(problem)
                    .map(graph -> key(graph.edges().stream()
                            .map(edge -> graph.symbols().get(edge.from()) + ">"
                                    + graph.symbols().get(edge.to()))
                            .toList()));
        } catch (DataException unreadable) {
            return Optional.empty(); // DataCheck names such problems
        }
    }

    private static UUID key(List<String> texts) {
        String sorted = String.join(" ", texts.stream().sorted().toList());
        return UUID.nameUUIDFromBytes(sorted.getBytes(StandardCharsets.UTF_8));
    }
}
