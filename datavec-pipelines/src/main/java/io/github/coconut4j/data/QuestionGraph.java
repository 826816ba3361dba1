package io.github.coconut4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a graph out of a question alone, where there are no keys to read it from, for instance when somebody types the question.
 *
 * <p>Three forms are known, those that the generators write:
 *
 * <pre>
 * 3&gt;7 0&gt;5 ? 4 9 : 2                             graph search
 * 51 25 | 33 22 | [Q] 49 36 [R] 51              ProsQA in symbols
 * Max is a wumpus. Every wumpus is a lempus. Is Max a lempus or gorpus?
 * </pre>
 */
public final class QuestionGraph {
    private static final List<Form> FORMS = List.of(
            new Form(
                    "(?<facts>.*)\\s\\?\\s+(?<one>\\S+)\\s+(?<two>\\S+)\\s+:\\s+(?<root>\\S+)",
                    "(\\S+?)>(\\S+)",
                    "\\s+"),
            new Form(
                    "(?<facts>.*)\\[Q\\]\\s+(?<one>\\S+)\\s+(?<two>\\S+)\\s+\\[R\\]\\s+(?<root>\\S+)",
                    "(\\S+)\\s+(\\S+)",
                    "\\|"),
            new Form(
                    "(?<facts>.*\\.)\\s+Is (?<root>\\S+) an? (?<one>\\S+) or (?:an? )?(?<two>\\S+?)\\s?\\?",
                    "(?:Every )?(\\S+) is an? (\\S+?)",
                    "\\s?\\.\\s*"));

    private QuestionGraph() {}

    /**
     * The graph; empty if the question has none of these forms, or if not exactly one of its options can be reached.
     *
     * @param question as one of the generators or data sets of this project words it
     * @return the graph, its nodes numbered in the order in which the text names them
     */
    public static Optional<FactGraph> read(String question) {
        return FORMS.stream()
                .flatMap(form -> form.read(question.strip()).stream())
                .findFirst();
    }

    /** How questions are written: the whole, one fact, and what stands between two facts. */
    private record Form(Pattern question, Pattern fact, Pattern between) {
        Form(String question, String fact, String between) {
            this(Pattern.compile(question), Pattern.compile(fact), Pattern.compile(between));
        }

        Optional<FactGraph> read(String text) {
            Matcher asked = question.matcher(text);
            if (!asked.matches()) {
                return Optional.empty();
            }
            List<String> names = new ArrayList<>();
            List<FactGraph.Edge> edges = new ArrayList<>();
            for (String part : facts(asked.group("facts"))) {
                Matcher edge = fact.matcher(part);
                if (!edge.matches()) {
                    return Optional.empty();
                }
                edges.add(new FactGraph.Edge(node(names, edge.group(1)), node(names, edge.group(2))));
            }
            int root = node(names, asked.group("root"));
            int one = node(names, asked.group("one"));
            int two = node(names, asked.group("two"));
            FactGraph graph = new FactGraph(names, edges, root, one, two);
            int[] distances = graph.distancesFrom(root);
            boolean reachesOne = distances[one] != FactGraph.UNREACHABLE;
            if (reachesOne == (distances[two] != FactGraph.UNREACHABLE)) {
                return Optional.empty();
            }
            return Optional.of(reachesOne ? graph : new FactGraph(names, edges, root, two, one));
        }

        private List<String> facts(String all) {
            return Stream.of(between.split(all.strip()))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList();
        }

        /** A name is given its number where it first appears. */
        private static int node(List<String> names, String name) {
            if (!names.contains(name)) {
                names.add(name);
            }
            return names.indexOf(name);
        }
    }
}
