package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** In which order a question offers its two options. */
public final class OptionOrder {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    private OptionOrder() {}

    /**
     * Whether the right option is offered first: of both names' last mentions, the earlier one.
     *
     * @return empty if the question does not name both
     */
    public static Optional<Boolean> rightIsFirst(Problem problem, FactGraph graph) {
        int right = lastMention(problem.question(), graph.symbols().get(graph.target()));
        int wrong = lastMention(problem.question(), graph.symbols().get(graph.other()));
        return right < 0 || wrong < 0 ? Optional.empty() : Optional.of(right < wrong);
    }

    private static int lastMention(String text, String name) {
        return WORD.matcher(text)
                .results()
                .filter(word -> word.group().equals(name))
                .mapToInt(MatchResult::start)
                .max()
                .orElse(-1);
    }
}
