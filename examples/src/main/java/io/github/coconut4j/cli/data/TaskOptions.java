package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.data.ChainSteps;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.Concepts;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.PathLengths;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.task.arithmetic.Arithmetic;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which problems are generated, and how hard they are. */
final class TaskOptions {
    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "prosqa, prontoqa, graph_search or arithmetic.")
    private String task;

    @Option(
            names = "--hops",
            paramLabel = "N[-M]",
            description = "Hops to the answer; prosqa: N to M, equally often, or published.")
    private String hops;

    @Option(
            names = "--balanced",
            description = "prosqa, prontoqa: both answers drawn alike, so that there is no shortcut.")
    private boolean balanced;

    @Option(
            names = "--concepts",
            paramLabel = "N[-M]",
            description = "prosqa: concepts and persons a graph is grown of; few make small problems in the same words"
                    + " (default: published, 23-27).")
    private String concepts;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description =
                    "prosqa: words (Every brimpus is a gorpus.) or symbols (7 31 |), one a node (default: words).")
    private FactForm form;

    @Option(names = "--renamed", description = "prosqa: concepts with names that no published problem uses.")
    private boolean renamed;

    @Option(names = "--parents", paramLabel = "X", description = "prosqa: mean number of facts that lead to a concept.")
    private Double parents;

    @Option(names = "--branching", paramLabel = "N", description = "prosqa: most facts that start at a concept.")
    private Integer branching;

    @Option(
            names = "--distractors",
            paramLabel = "N",
            description = "prosqa: facts that have nothing to do with the question.")
    private Integer distractors;

    @Option(
            names = "--steps",
            paramLabel = "STEPS",
            description =
                    "prontoqa: pairs of sentences, as published, so that 5 hops are 6 steps, or sentences, 11 steps"
                            + " (default: pairs); arithmetic: N or N-M calculations, or published (the default).")
    private String steps;

    @Option(
            names = "--largest",
            paramLabel = "N",
            description = "arithmetic: greatest number that may occur (default: 999).")
    private Integer largest;

    @Option(names = "--width", paramLabel = "N", description = "graph_search: nodes in each layer.")
    private Integer width;

    @Option(names = "--extra", paramLabel = "N", description = "graph_search: second parents on each side.")
    private Integer extra;

    @Option(names = "--shared", paramLabel = "N", description = "graph_search: dead ends that both sides lead to.")
    private Integer shared;

    /** The problems that were described. */
    ProblemSource problems(long count, long seed) {
        return switch (task.replace('-', '_')) {
            case "prosqa" -> {
                allow(
                        "--hops",
                        "--balanced",
                        "--concepts",
                        "--form",
                        "--renamed",
                        "--parents",
                        "--branching",
                        "--distractors");
                yield prosQa().problems(count, seed);
            }
            case "prontoqa" -> {
                allow("--hops", "--balanced", "--steps");
                yield prontoQa().problems(count, seed);
            }
            case "graph_search" -> {
                allow("--hops", "--width", "--extra", "--shared");
                yield graphSearch().problems(count, seed);
            }
            case "arithmetic" -> {
                allow("--steps", "--largest");
                yield arithmetic().problems(count, seed);
            }
            default ->
                throw new UserException(
                        "--task must be prosqa, prontoqa, graph_search or arithmetic, not %s.".formatted(task));
        };
    }

    private ProsQa prosQa() {
        ProsQa result = ProsQa.prosQa().balanced(balanced).renamed(renamed);
        result = hops == null ? result : result.hops(PathLengths.parse(hops));
        result = concepts == null ? result : result.concepts(Concepts.parse(concepts));
        result = form == null ? result : result.form(form);
        result = parents == null ? result : result.parents(parents);
        result = branching == null ? result : result.branching(branching);
        return distractors == null ? result : result.distractors(distractors);
    }

    private ProntoQa prontoQa() {
        ProntoQa result = ProntoQa.prontoQa().balanced(balanced);
        result = hops == null ? result : result.hops(count(hops));
        return steps == null ? result : result.steps(chainSteps(steps));
    }

    private Arithmetic arithmetic() {
        Arithmetic result = Arithmetic.arithmetic();
        result = steps == null ? result : result.steps(steps);
        return largest == null ? result : result.largest(largest);
    }

    private GraphSearch graphSearch() {
        GraphSearch usual = GraphSearch.graphSearch();
        return new GraphSearch( // at once: numbers that fit together need not fit the usual ones
                hops == null ? usual.hops() : count(hops),
                width == null ? usual.width() : width,
                extra == null ? usual.extra() : extra,
                shared == null ? usual.shared() : shared);
    }

    private static int count(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new UserException("--hops must be a number, not %s; only prosqa takes a range.".formatted(number), e);
        }
    }

    private static ChainSteps chainSteps(String name) {
        return Stream.of(ChainSteps.values())
                .filter(steps -> steps.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "--steps must be pairs or sentences with --task prontoqa, not %s.".formatted(name)));
    }

    /** Refuses what was given beyond these options. */
    private void allow(String... options) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("--hops", hops);
        given.put("--balanced", balanced ? true : null);
        given.put("--concepts", concepts);
        given.put("--form", form);
        given.put("--renamed", renamed ? true : null);
        given.put("--parents", parents);
        given.put("--branching", branching);
        given.put("--distractors", distractors);
        given.put("--steps", steps);
        given.put("--largest", largest);
        given.put("--width", width);
        given.put("--extra", extra);
        given.put("--shared", shared);
        List<String> known = List.of(options);
        List<String> stray = given.keySet().stream()
                .filter(option -> given.get(option) != null && !known.contains(option))
                .toList();
        if (!stray.isEmpty()) {
            throw new UserException("%s %s of another task; --task %s takes %s."
                    .formatted(
                            String.join(", ", stray),
                            stray.size() == 1 ? "is an option" : "are options",
                            task,
                            String.join(", ", known)));
        }
    }
}
