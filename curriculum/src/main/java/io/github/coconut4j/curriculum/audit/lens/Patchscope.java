package io.github.coconut4j.curriculum.audit.lens;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.internal.tree.SpokenNodes;
import io.github.coconut4j.curriculum.internal.tree.Superposition;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.generate.ThinkingRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Has the model itself read vectors (experiment E12; Ghandeharioun et al. 2024): each is fed behind words that all stand there twice, in the place of a thought, and what counts is the word
 * the model says next. A model that has learnt to go on like that says what it takes the vector for. Holds native memory; to be closed before the model.
 */
public final class Patchscope implements AutoCloseable {
    /** Words that stand twice before the vector. */
    private static final int SHOWN = 3;

    private final TrainedModel model;
    private final Interrogation asked;
    private final List<FactGraph> graphs;
    private final List<Prompt> prompts = new ArrayList<>();
    private double[][] fed = {};
    private int batch;

    /** Words twice each and a place for a thought, and the names of a problem's nodes as they would be said there. */
    private record Prompt(StagedRecord tokens, SpokenNodes nodes) {}

    /**
     * Prepares a prompt for each problem, of words that are none of its nodes as far as there are such.
     *
     * @param model any with thoughts; stays open, and is the caller's
     * @param graphs of the problems
     */
    public Patchscope(TrainedModel model, List<FactGraph> graphs) {
        this.model = model;
        this.graphs = List.copyOf(graphs);
        this.asked = new Interrogation(model, (k, z, rows) -> feed(z, rows));
        for (int i = 0; i < graphs.size(); i++) {
            prompts.add(prompt(graphs.get(i), shown(i)));
        }
    }

    private List<String> shown(int problem) {
        List<String> own = graphs.get(problem).symbols();
        Set<String> words = new LinkedHashSet<>();
        for (int next = 1; next < graphs.size() && words.size() < SHOWN; next++) {
            words.addAll(graphs.get((problem + next) % graphs.size()).symbols());
            own.forEach(words::remove);
        }
        words.addAll(own);
        return words.stream().limit(SHOWN).toList();
    }

    private Prompt prompt(FactGraph graph, List<String> words) {
        Tokenizer tokenizer = asked.tokenizer();
        String twice =
                String.join(" ", words.stream().map(word -> word + " " + word).toList());
        int[] before = tokenizer.encode(twice);
        int[] ids = Arrays.copyOf(before, before.length + 1);
        ids[before.length] = tokenizer.latent();
        List<int[]> names = graph.symbols().stream()
                .map(name -> tokenizer.encode(twice + " " + name))
                .map(tokens -> Arrays.copyOfRange(tokens, before.length, tokens.length))
                .toList();
        return new Prompt(new StagedRecord(ids, ids.length, before.length, 1), new SpokenNodes(new int[0], names, 0));
    }

    /** What a problem's vector is put behind, its place included. */
    StagedRecord tokens(int problem) {
        return prompts.get(problem).tokens();
    }

    private void feed(INDArray z, ThinkingRows rows) {
        for (int i = 0; i < rows.size(); i++) {
            int problem = batch + rows.row(i);
            if (problem < fed.length) { // the others only fill up the batch
                z.putRow(i, Nd4j.createFromArray(fed[problem]).castTo(DataType.FLOAT));
            }
        }
    }

    /**
     * {@return the log-probabilities of all words behind each vector, {@code [V]}}
     *
     * @param vectors one for each problem, {@code [N][D]}
     */
    List<double[]> behind(double[][] vectors) {
        fed = vectors;
        List<double[]> said = new ArrayList<>();
        for (batch = 0; batch < prompts.size(); batch += Interrogation.BATCH) {
            List<StagedRecord> some =
                    prompts.subList(batch, Math.min(prompts.size(), batch + Interrogation.BATCH)).stream()
                            .map(Prompt::tokens)
                            .toList();
            said.addAll(asked.behind(some, (row, end) -> end.logProbabilities()));
        }
        return said;
    }

    /**
     * {@return what the model reads from each thought}
     *
     * @param thoughts of all problems, {@code [K][N][D]}
     */
    public List<PatchReading> readings(List<double[][]> thoughts) {
        List<PatchReading> readings = new ArrayList<>();
        for (int k = 1; k <= thoughts.size(); k++) {
            int depth = k;
            double[][] own = thoughts.get(k - 1);
            double[][] others = IntStream.range(0, own.length)
                    .mapToObj(i -> own[(i + own.length - 1) % own.length])
                    .toArray(double[][]::new);
            int[] words = IntStream.range(0, own.length)
                    .map(i ->
                            frontier(i, depth).findFirst().orElse(graphs.get(i).root()))
                    .toArray();
            double[][] embeddings = IntStream.range(0, own.length)
                    .mapToObj(i -> embedding(i, words[i]))
                    .toArray(double[][]::new);
            readings.add(new PatchReading(
                    k,
                    share(said(own), (i, node) -> frontier(i, depth).anyMatch(each -> each == node)),
                    share(said(others), (i, node) -> frontier(i, depth).anyMatch(each -> each == node)),
                    share(said(embeddings), (i, node) -> node == words[i])));
        }
        return readings;
    }

    /** Nodes k edges from the root. */
    private IntStream frontier(int problem, int k) {
        FactGraph graph = graphs.get(problem);
        int[] distances = graph.distancesFrom(graph.root());
        return IntStream.range(0, distances.length).filter(node -> distances[node] == k);
    }

    private double[] embedding(int problem, int node) {
        int token = prompts.get(problem).nodes().names().get(node)[0];
        try (INDArray row = model.tokenEmbeddings().getRow(token).dup()) {
            return row.toDoubleVector();
        }
    }

    /** The likeliest of each problem's nodes. */
    private int[] said(double[][] vectors) {
        List<double[]> words = behind(vectors);
        return IntStream.range(0, words.size())
                .map(i -> {
                    double[] scores =
                            Superposition.scores(graphs.get(i), prompts.get(i).nodes(), words.get(i));
                    return IntStream.range(0, scores.length)
                            .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                            .orElseThrow();
                })
                .toArray();
    }

    @FunctionalInterface
    private interface Wanted {
        boolean test(int problem, int node);
    }

    private static double share(int[] said, Wanted wanted) {
        return (double) IntStream.range(0, said.length)
                        .filter(i -> wanted.test(i, said[i]))
                        .count()
                / said.length;
    }

    @Override
    public void close() {
        asked.close();
    }
}
