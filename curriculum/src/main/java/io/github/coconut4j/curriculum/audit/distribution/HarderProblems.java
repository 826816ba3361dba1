package io.github.coconut4j.curriculum.audit.distribution;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.Concepts;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.PathLengths;
import io.github.coconut4j.data.task.ProsQa;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Problems of the kind of some others, drawn anew and harder by the generator of that kind (experiment E7): more hops, more ways that converge, denser, with facts that
 * have nothing to do with the question.
 *
 * @param name what is harder
 * @param problems of this kind
 * @param stretch times as many places to think as for the usual problems: more than 1 where the ways are longer and the model is given places for all of their hops
 */
public record HarderProblems(String name, ProblemSource problems, double stretch) {
    /** The same problems every time, and others than those of usual seeds. */
    private static final long SEED = 20_260_701;

    /** How the generators differ is read from so many problems. */
    private static final int LOOKED_AT = 1000;

    private static final int MOST_HOPS = 12;
    private static final double CONVERGING_PARENTS = 2.5;
    private static final double DENSE_PARENTS = 5;
    private static final int DISTRACTORS = 20;

    /**
     * All kinds that are harder than these problems, the usual kind drawn anew first.
     *
     * @param like graph search, or ProsQA in words or symbols
     * @param count problems of each kind
     * @return them, the usual kind first
     * @throws CurriculumException if no generator here writes such problems
     */
    public static List<HarderProblems> than(ProblemSource like, int count) {
        List<Problem> problems = new ArrayList<>();
        List<FactGraph> graphs = new ArrayList<>();
        for (long row = 0; row < Math.min(like.size(), LOOKED_AT); row++) {
            Problem problem = like.problem(0, row);
            FactGraph.of(problem).filter(HarderProblems::hasWay).ifPresent(graph -> {
                problems.add(problem);
                graphs.add(graph);
            });
        }
        if (graphs.isEmpty()) {
            throw new CurriculumException(
                    like.name()
                            + " has no problem with a graph, so none can be drawn that are harder; graph_search and prosqa have one.");
        }
        String question = problems.get(0).question();
        if (question.contains(">")) {
            return graphSearch(like, graphs.get(0), count);
        }
        return prosQa(graphs, question.contains("|") ? FactForm.SYMBOLS : FactForm.WORDS, count);
    }

    private static boolean hasWay(FactGraph graph) {
        return hops(graph) > 0;
    }

    private static int hops(FactGraph graph) {
        return graph.distancesFrom(graph.root())[graph.target()];
    }

    /** No larger graphs: a model from scratch has a symbol for each node it was trained on and no other. */
    private static List<HarderProblems> graphSearch(ProblemSource like, FactGraph graph, int count) {
        GraphSearch usual = read(graph)
                .orElseThrow(() -> new CurriculumException(like.name()
                        + " has graphs that graph_search does not draw, so none can be drawn that are harder."));
        int hops = usual.hops();
        List<HarderProblems> sets = new ArrayList<>();
        sets.add(of("as usual, drawn anew", usual.problems(count, SEED), 1));
        if (usual.width() > 1) {
            sets.add(of("chains: width 1", chains(usual, hops).problems(count, SEED), 1));
        }
        for (int longer : new int[] {hops + 1, 2 * hops}) {
            GraphSearch chains = chains(usual, longer);
            if (chains.nodes() <= usual.nodes()) {
                sets.addAll(longer("%d hops, width %d".formatted(longer, chains.width()), hops, longer, chains, count));
            }
        }
        int able = usual.width() < 2 ? 0 : usual.width() * (hops - 1);
        int converging = Math.min(able, 2 * usual.extra() + 1);
        if (converging > usual.extra()) {
            sets.add(of(
                    "ways that converge: %d second parents a side".formatted(converging),
                    usual.extra(converging).problems(count, SEED),
                    1));
        }
        if (able > converging) {
            sets.add(of(
                    "dense: %d second parents a side".formatted(able),
                    usual.extra(able).problems(count, SEED),
                    1));
        }
        GraphSearch thin = chains(usual, hops);
        int dead = usual.nodes() - thin.nodes() + thin.shared();
        if (usual.width() > 1 && dead > usual.shared()) {
            sets.add(of(
                    "distractors: width 1, %d dead ends".formatted(dead),
                    thin.shared(dead).problems(count, SEED),
                    1));
        }
        return sets;
    }

    private static List<HarderProblems> longer(String name, int usual, int longer, GraphSearch task, int count) {
        ProblemSource problems = task.problems(count, SEED);
        return List.of(of(name, problems, 1), of(name + ", places for all of them", problems, (double) longer / usual));
    }

    private static GraphSearch chains(GraphSearch usual, int hops) {
        return new GraphSearch(hops, 1, 0, usual.shared());
    }

    /** The settings that draw graphs of so many nodes and edges; the widest, since shared leaves are few. */
    private static Optional<GraphSearch> read(FactGraph graph) {
        int hops = hops(graph);
        int nodes = graph.symbols().size();
        int perSide = graph.edges().size() / 2;
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(width -> new int[] {width, nodes - 2 - 2 * hops * width})
                .filter(sizes -> sizes[1] >= 0 && perSide - hops * sizes[0] - sizes[1] >= 0)
                .filter(sizes -> perSide - hops * sizes[0] - sizes[1] <= (sizes[0] < 2 ? 0 : sizes[0] * (hops - 1)))
                .max(Comparator.comparingInt(sizes -> sizes[0]))
                .map(sizes -> new GraphSearch(hops, sizes[0], perSide - hops * sizes[0] - sizes[1], sizes[1]));
    }

    /** Balanced, so that what is right cannot be told without the graph. */
    private static List<HarderProblems> prosQa(List<FactGraph> graphs, FactForm form, int count) {
        TreeMap<Integer, Double> lengths = graphs.stream()
                .collect(
                        Collectors.groupingBy(HarderProblems::hops, TreeMap::new, Collectors.summingDouble(each -> 1)));
        IntSummaryStatistics sizes =
                graphs.stream().mapToInt(graph -> graph.symbols().size()).summaryStatistics();
        ProsQa usual = ProsQa.prosQa()
                .form(form)
                .balanced(true)
                .hops(new PathLengths(lengths))
                .concepts(new Concepts(Math.max(sizes.getMin(), 4), Math.min(Math.max(sizes.getMax(), 4), 40), true));
        List<HarderProblems> sets = new ArrayList<>();
        sets.add(of("as usual, drawn anew without shortcuts", usual.problems(count, SEED), 1));
        int longest = lengths.lastKey();
        int most = Math.min(MOST_HOPS, longest + 2);
        if (most > longest) {
            ProblemSource longer = usual.hops(longest + 1, most).problems(count, SEED);
            String name = most == longest + 1 ? most + " hops" : "%d-%d hops".formatted(longest + 1, most);
            sets.add(of(name, longer, 1));
            sets.add(of(name + ", places for all of them", longer, (double) most / longest));
        }
        sets.add(of("ways that converge", usual.parents(CONVERGING_PARENTS).problems(count, SEED), 1));
        sets.add(of("dense", usual.parents(DENSE_PARENTS).problems(count, SEED), 1));
        sets.add(of(
                DISTRACTORS + " facts about something else",
                usual.distractors(DISTRACTORS).problems(count, SEED),
                1));
        if (form == FactForm.WORDS) {
            sets.add(of("concepts with names never seen", usual.renamed(true).problems(count, SEED), 1));
        }
        return sets;
    }

    private static HarderProblems of(String name, ProblemSource problems, double stretch) {
        return new HarderProblems(name, problems, stretch);
    }
}
