package io.github.coconut4j.curriculum.audit.lens;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.audit.scores.OptionScores;
import io.github.coconut4j.curriculum.internal.tree.SpokenNodes;
import io.github.coconut4j.curriculum.internal.tree.Superposition;
import io.github.coconut4j.curriculum.internal.tree.VerifiedTrace;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads all thoughts of some problems, and for each problem those of the next one too, which know nothing of it. */
public final class Lens {
    private final List<FactGraph> graphs;
    private final List<List<Seen>> thoughts = new ArrayList<>();

    /**
     * A state behind a problem's question.
     *
     * @param state {@code [D]}
     * @param own scores of the problem's nodes in it
     * @param before scores of the nodes of the problem before, for which it is the control
     */
    private record Seen(float[] state, double[] own, double[] before) {}

    /**
     * Makes the model think.
     *
     * @param asked the model
     * @param problems two or more
     * @param graphs of the problems
     * @param thoughts K of each problem
     */
    public Lens(Interrogation asked, List<Problem> problems, List<FactGraph> graphs, int thoughts) {
        this.graphs = List.copyOf(graphs);
        for (int k = 1; k <= thoughts; k++) {
            int read = k;
            this.thoughts.add(asked.behind(
                    problems.stream()
                            .map(problem -> asked.thinking(problem, read - 1))
                            .toList(),
                    (row, end) -> {
                        int before = (row + problems.size() - 1) % problems.size();
                        return new Seen(
                                end.state(),
                                scores(asked, problems.get(row), graphs.get(row), read, end.logProbabilities()),
                                scores(asked, problems.get(before), graphs.get(before), read, end.logProbabilities()));
                    }));
        }
    }

    private static double[] scores(Interrogation asked, Problem problem, FactGraph graph, int k, double[] words) {
        return Superposition.scores(graph, SpokenNodes.after(problem, graph, k, asked.tokenizer()), words);
    }

    /**
     * {@return the states of the k-th thoughts, from 1, {@code [N][D]}}
     *
     * @param k 1 to K
     */
    public double[][] states(int k) {
        return thoughts.get(k - 1).stream()
                .map(seen -> {
                    double[] state = new double[seen.state.length];
                    for (int d = 0; d < state.length; d++) {
                        state[d] = seen.state[d];
                    }
                    return state;
                })
                .toArray(double[][]::new);
    }

    /** {@return the frontier in each thought} */
    public List<LensReading> readings() {
        List<LensReading> readings = new ArrayList<>();
        for (int k = 1; k <= thoughts.size(); k++) {
            List<LensReading.Nodes> own = new ArrayList<>();
            List<LensReading.Nodes> others = new ArrayList<>();
            for (int i = 0; i < graphs.size(); i++) {
                own.add(nodes(graphs.get(i), own(i, k), k));
                others.add(nodes(graphs.get(i), control(i, k), k));
            }
            readings.add(LensReading.of(k, own, others));
        }
        return readings;
    }

    private static LensReading.Nodes nodes(FactGraph graph, double[] scores, int k) {
        int[] distances = graph.distancesFrom(graph.root());
        int[] left = graph.distancesTo(graph.target());
        int shortest = left[graph.root()];
        IntPredicate onWay = node -> left[node] >= 0 && left[node] == shortest - k; // -1 is unreachable
        return new LensReading.Nodes(
                Superposition.of(scores, distances, k),
                Superposition.share(scores, node -> distances[node] == k && onWay.test(node)),
                Superposition.share(scores, node -> distances[node] == k && !onWay.test(node)));
    }

    /**
     * {@return the share of verified traces}
     *
     * @param scores of the options behind all thoughts
     */
    public TraceRates traces(List<OptionScores> scores) {
        int[] found = new int[2];
        int[] all = new int[2];
        int control = 0;
        for (int i = 0; i < graphs.size(); i++) {
            FactGraph graph = graphs.get(i);
            boolean right = scores.get(i).prefersRight();
            List<double[]> own = new ArrayList<>();
            List<double[]> others = new ArrayList<>();
            for (int k = 1; k <= thoughts.size(); k++) {
                own.add(own(i, k));
                others.add(control(i, k));
            }
            all[right ? 0 : 1]++;
            found[right ? 0 : 1] += isTraced(graph, own, right ? graph.target() : graph.other());
            control += isTraced(graph, others, graph.target());
        }
        return new TraceRates(
                share(found[0], all[0]), share(found[1], all[1]), share(control, graphs.size()), all[0], all[1]);
    }

    private double[] own(int problem, int k) {
        return thoughts.get(k - 1).get(problem).own;
    }

    private double[] control(int problem, int k) {
        return thoughts.get(k - 1).get((problem + 1) % graphs.size()).before;
    }

    private static int isTraced(FactGraph graph, List<double[]> scores, int end) {
        return VerifiedTrace.find(graph, scores, end).isPresent() ? 1 : 0;
    }

    private static double share(int count, int all) {
        return all == 0 ? Double.NaN : (double) count / all;
    }
}
