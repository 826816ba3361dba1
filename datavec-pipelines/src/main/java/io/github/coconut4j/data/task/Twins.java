package io.github.coconut4j.data.task;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The counterfactual of a problem: the same facts, and a question to which the other answer is right. Of a graph problem,
 * somebody else is asked about, for whom the other option is right; of a True-or-false problem, the opposite statement is
 * to be judged. Who answers a problem and its twin alike has not looked at the question.
 */
public final class Twins {
    /** Key that marks a twin in {@link Problem#extra()}. */
    public static final String TWIN = "twin";

    private static final Pattern STATEMENT = Pattern.compile(
            "(?<is>True or false: \\S+ (?:is|are) )(?<not>not )?(?<what>(?:an? )?\\S+)$", Pattern.CASE_INSENSITIVE);

    private Twins() {}

    /**
     * The twin of a problem. If several others would do, the one with the shortest way to the other option is asked.
     *
     * @param problem about a graph or a statement
     * @return empty if the problem has no graph and no statement, its answer is neither option, or nobody reaches the other
     *     option alone
     */
    public static Optional<Problem> of(Problem problem) {
        return FactGraph.of(problem).flatMap(graph -> twin(problem, graph)).or(() -> denied(problem));
    }

    /** The same facts, hence the same steps, but the opposite statement. */
    private static Optional<Problem> denied(Problem problem) {
        Matcher statement = STATEMENT.matcher(problem.question());
        Optional<String> answer = problem.otherAnswer();
        if (problem.agrees().isEmpty() || answer.isEmpty() || !statement.find()) {
            return Optional.empty();
        }
        String not = statement.group("not") == null ? "not " : "";
        Map<String, Object> extra = new LinkedHashMap<>(problem.extra());
        extra.put(TWIN, true);
        String question = problem.question().substring(0, statement.end("is")) + not + statement.group("what");
        return Optional.of(new Problem(question, problem.steps(), answer.get(), extra));
    }

    private static Optional<Problem> twin(Problem problem, FactGraph graph) {
        List<List<Integer>> predecessors = graph.predecessors();
        int[] toTarget = graph.distancesTo(graph.target());
        int[] toOther = graph.distancesTo(graph.other());
        return IntStream.range(0, graph.symbols().size())
                .filter(node -> predecessors.get(node).isEmpty())
                .filter(node -> toOther[node] > 0 && toTarget[node] == FactGraph.UNREACHABLE)
                .boxed()
                .min((a, b) -> toOther[a] - toOther[b])
                .flatMap(root -> problem.otherAnswer().map(answer -> write(problem, graph, root, toOther, answer)));
    }

    private static Problem write(Problem problem, FactGraph graph, int root, int[] toOther, String rightNow) {
        String asked = graph.symbols().get(graph.root());
        String askedNow = graph.symbols().get(root);
        Map<String, Object> extra = new LinkedHashMap<>(problem.extra());
        extra.put("root", root);
        extra.put("target", graph.other());
        extra.put("neg_target", graph.target());
        extra.put(TWIN, true);
        return new Problem(
                replaceLast(problem.question(), asked, askedNow),
                steps(graph, root, toOther, problem.steps()),
                rightNow.equals(graph.symbols().get(graph.other())) ? rightNow : replaceLast(rightNow, asked, askedNow),
                extra);
    }

    /** A shortest way, in the words of the problem: sentences if its steps are sentences, else the names alone. */
    private static List<String> steps(FactGraph graph, int root, int[] toOther, List<String> style) {
        boolean sentences = style.stream().anyMatch(step -> step.endsWith("."));
        List<List<Integer>> successors = graph.successors();
        List<String> steps = new ArrayList<>();
        for (int node = root; node != graph.other(); ) {
            int here = node;
            int next = successors.get(here).stream()
                    .filter(child -> toOther[child] == toOther[here] - 1)
                    .findFirst()
                    .orElseThrow();
            String name = graph.symbols().get(next);
            steps.add(sentences ? ProsQaWriter.sentence(graph.symbols().get(here), name) : name);
            node = next;
        }
        return Collections.unmodifiableList(steps);
    }

    /** The text with the last occurrence of a word replaced. */
    private static String replaceLast(String text, String word, String by) {
        Matcher matcher =
                Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)").matcher(text);
        int last = -1;
        while (matcher.find()) {
            last = matcher.start();
        }
        return last < 0 ? text : text.substring(0, last) + by + text.substring(last + word.length());
    }
}
