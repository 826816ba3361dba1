package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** How far one gets without reading the question, where all problems have one of a few answers. */
final class AnswerShortcuts {
    private static final int MOST_ANSWERS = 10;
    private static final int FEWEST_OF_EACH = 4;

    private final Halves<String> answers = new Halves<>();
    private final Set<String> different = new HashSet<>();
    private int problems;

    void add(Problem problem) {
        problems++;
        if (different.size() <= MOST_ANSWERS) {
            different.add(problem.answer());
            answers.add(problems, problem.answer());
        }
    }

    Optional<ShortcutTable> table() {
        boolean few = different.size() >= 2
                && different.size() <= MOST_ANSWERS
                && problems >= FEWEST_OF_EACH * different.size()
                && answers.areEnough();
        return few
                ? Optional.of(new ShortcutTable(
                        "without looking at the question",
                        List.of(answers.score("majority", AnswerShortcuts::majority)),
                        1.0 / different.size()))
                : Optional.empty();
    }

    private static ToDoubleFunction<String> majority(List<String> half) {
        Map<String, Integer> votes = new HashMap<>();
        half.forEach(answer -> votes.merge(answer, 1, Integer::sum));
        int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<String> commonest = votes.keySet().stream()
                .filter(answer -> votes.get(answer) == most)
                .sorted()
                .toList();
        return answer -> !commonest.isEmpty() && answer.equals(commonest.get(0)) ? 1 : -1;
    }
}
