package io.github.coconut4j.curriculum.analysis.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.analysis.TwoThoughts;
import io.github.coconut4j.curriculum.exchange.ModelExport;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.text.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Values of nodes against the slow way: the exported graph of stock ops, one row and one forward pass for each candidate. */
class NodeValuesTest {
    /** Sums of floats in another order. */
    private static final Offset<Double> FLOAT = Offset.offset(1e-5);

    @TempDir
    Path folder;

    @Test
    void areTheProbabilitiesOfTheExportedGraph() {
        Path run = folder.resolve("run");
        TwoThoughts.train(run);
        List<Problem> problems = IntStream.range(0, 3)
                .mapToObj(
                        row -> GraphSearch.graphSearch().hops(2).problems(3, 7).problem(0, row))
                .toList();
        List<FactGraph> graphs = problems.stream()
                .map(problem -> FactGraph.of(problem).orElseThrow())
                .toList();
        try (TrainedModel model = TrainedModel.open(run);
                Interrogation asked = new Interrogation(model)) {
            for (int k = 1; k <= 2; k++) {
                Path exported = folder.resolve("fb-" + k);
                ModelExport.of(run).thoughts(k).toSameDiff(exported);
                SameDiff graph = SameDiff.load(exported.resolve("model.fb").toFile(), false);
                List<NodeValues> values = NodeValues.of(asked, problems, graphs, k);
                for (int i = 0; i < problems.size(); i++) {
                    for (int node = 0; node < graphs.get(i).symbols().size(); node++) {
                        double direct = direct(
                                graph,
                                asked.tokenizer(),
                                problems.get(i),
                                k,
                                graphs.get(i).symbols().get(node));
                        assertThat(values.get(i).values()[node]).isCloseTo(direct, FLOAT);
                    }
                }
            }
        }
    }

    /** Question, start marker, k latents, end marker; the probability of the node's one token behind them. */
    private static double direct(SameDiff graph, Tokenizer tokenizer, Problem problem, int k, String name) {
        int[] question = tokenizer.encode(problem.question() + "\n");
        int[] ids = Arrays.copyOf(question, question.length + k + 2);
        ids[question.length] = tokenizer.startLatent();
        Arrays.fill(ids, question.length + 1, ids.length - 1, tokenizer.latent());
        ids[ids.length - 1] = tokenizer.endLatent();
        INDArray logits = graph.outputSingle(Map.of("input_ids", Nd4j.createFromArray(new int[][] {ids})), "logits");
        double[] last = logits.get(NDArrayIndex.point(0), NDArrayIndex.point(ids.length - 1), NDArrayIndex.all())
                .toDoubleVector();
        double sum = Arrays.stream(last).map(Math::exp).sum();
        return Math.exp(last[tokenizer.encode(name)[0]]) / sum;
    }
}
