package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.terminal.UserException;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.PathLengths;
import io.github.coconut4j.data.task.ProntoQa;
import io.github.coconut4j.data.task.ProsQa;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which problems are generated, and how hard they are. */
final class TaskOptions {
    @Option(names = "--task", required = true, paramLabel = "TASK", description = "prosqa, prontoqa or graph_search.")
    private String task;

    @Option(names = "--hops", paramLabel = "N[-M]", description = "Hops to the answer; prosqa: N to M, equally often.")
    private String hops;

    @Option(names = "--balanced", description = "prosqa: both options alike, so that there is no shortcut.")
    private boolean balanced;

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
                refuse("prosqa", width, extra, shared);
                yield prosQa().problems(count, seed);
            }
            case "prontoqa" -> {
                refuse(
                        "prontoqa",
                        width,
                        extra,
                        shared,
                        parents,
                        branching,
                        distractors,
                        given(balanced),
                        given(renamed));
                yield prontoQa().problems(count, seed);
            }
            case "graph_search" -> {
                refuse("graph_search", parents, branching, distractors, given(balanced), given(renamed));
                yield graphSearch().problems(count, seed);
            }
            default ->
                throw new UserException("--task must be prosqa, prontoqa or graph_search, not %s.".formatted(task));
        };
    }

    private ProsQa prosQa() {
        ProsQa result = ProsQa.prosQa().balanced(balanced).renamed(renamed);
        result = hops == null ? result : result.hops(PathLengths.parse(hops));
        result = parents == null ? result : result.parents(parents);
        result = branching == null ? result : result.branching(branching);
        return distractors == null ? result : result.distractors(distractors);
    }

    private ProntoQa prontoQa() {
        return hops == null ? ProntoQa.prontoQa() : ProntoQa.prontoQa().hops(count(hops));
    }

    private GraphSearch graphSearch() {
        GraphSearch result = GraphSearch.graphSearch();
        result = hops == null ? result : result.hops(count(hops));
        result = width == null ? result : result.width(width);
        result = extra == null ? result : result.extra(extra);
        return shared == null ? result : result.shared(shared);
    }

    private static int count(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new UserException("--hops must be a number, not %s; only prosqa takes a range.".formatted(number), e);
        }
    }

    private static Boolean given(boolean flag) {
        return flag ? true : null;
    }

    private static void refuse(String task, Object... options) {
        if (Stream.of(options).anyMatch(Objects::nonNull)) {
            throw new UserException(
                    "an option of another task was given with --task %s; see ./coconut data generate --help."
                            .formatted(task));
        }
    }
}
