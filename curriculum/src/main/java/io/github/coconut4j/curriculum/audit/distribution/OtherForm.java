package io.github.coconut4j.curriculum.audit.distribution;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.RowRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A problem written otherwise, which changes nothing about what is right. Needs a graph. */
enum OtherForm {
    /** The facts in another order. */
    SHUFFLED("facts in another order") {
        @Override
        Problem write(Problem problem, FactGraph graph, Random random) {
            return new Problem(
                    shuffled(problem.question(), random), problem.steps(), problem.answer(), problem.extra());
        }
    },
    /** The names of the nodes exchanged among themselves, persons with persons and concepts with concepts. */
    RENAMED("names exchanged") {
        @Override
        Problem write(Problem problem, FactGraph graph, Random random) {
            return renamed(problem, newNames(graph.symbols(), random));
        }
    };

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    /** Sentences; facts of two numbers behind a bar; symbols before the question mark. */
    private static final List<String> ENDS = List.of("(?<=\\.) ", "(?<=\\|) ");

    private final String words;

    OtherForm(String words) {
        this.words = words;
    }

    /** {@return its name in words} */
    String words() {
        return words;
    }

    abstract Problem write(Problem problem, FactGraph graph, Random random);

    /**
     * {@return the problem in this form}
     *
     * @param problem as it was written
     * @param graph of its question
     * @param seed of the draws
     * @param row of the problem: the same row and seed draw the same
     */
    Problem of(Problem problem, FactGraph graph, long seed, long row) {
        return write(problem, graph, new Random(RowRandom.hash(seed, 0, row)));
    }

    private static String shuffled(String question, Random random) {
        for (String end : ENDS) {
            String[] parts = question.split(end);
            if (parts.length > 2) {
                List<String> facts = new ArrayList<>(Arrays.asList(parts).subList(0, parts.length - 1));
                Collections.shuffle(facts, random);
                return String.join(" ", facts) + " " + parts[parts.length - 1];
            }
        }
        int mark = question.indexOf('?');
        if (mark < 0) {
            return question;
        }
        List<String> facts = new ArrayList<>(
                Arrays.asList(question.substring(0, mark).strip().split(" ")));
        Collections.shuffle(facts, random);
        return String.join(" ", facts) + " " + question.substring(mark);
    }

    private static Map<String, String> newNames(List<String> symbols, Random random) {
        Map<String, String> names = new HashMap<>();
        for (boolean capital : new boolean[] {true, false}) {
            List<String> some = symbols.stream()
                    .filter(symbol -> !symbol.isEmpty() && Character.isUpperCase(symbol.charAt(0)) == capital)
                    .distinct()
                    .toList();
            List<String> exchanged = new ArrayList<>(some);
            Collections.shuffle(exchanged, random);
            for (int i = 0; i < some.size(); i++) {
                names.put(some.get(i), exchanged.get(i));
            }
        }
        return names;
    }

    private static Problem renamed(Problem problem, Map<String, String> names) {
        Map<String, Object> extra = new LinkedHashMap<>(problem.extra());
        extra.put(
                "idx_to_symbol",
                ((List<?>) extra.get("idx_to_symbol"))
                        .stream()
                                .map(symbol -> names.getOrDefault(String.valueOf(symbol), String.valueOf(symbol)))
                                .collect(Collectors.toList()));
        extra.computeIfPresent(Problem.OTHER_ANSWER, (key, other) -> renamed(String.valueOf(other), names));
        return new Problem(
                renamed(problem.question(), names),
                problem.steps().stream().map(step -> renamed(step, names)).toList(),
                renamed(problem.answer(), names),
                extra);
    }

    private static String renamed(String text, Map<String, String> names) {
        return WORD.matcher(text).replaceAll(match -> names.getOrDefault(match.group(), match.group()));
    }
}
