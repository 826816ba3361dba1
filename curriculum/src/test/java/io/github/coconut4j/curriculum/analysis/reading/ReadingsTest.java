package io.github.coconut4j.curriculum.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.analysis.Analysis;
import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.TwoThoughts;
import io.github.coconut4j.curriculum.exchange.ModelExport;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Readings against the slow way: thoughts as a listener sees them, and the exported graph of stock operations, number by number. */
class ReadingsTest {
    /** Sums of floats in another order. */
    private static final Offset<Double> FLOAT = Offset.offset(1e-4);

    private static final ProblemSource PROBLEMS =
            GraphSearch.graphSearch().hops(2).problems(6, 7);

    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        TwoThoughts.train(run);
    }

    @Test
    void normsAnglesAndNeighboursAreThoseOfTheThoughtsFedBack() {
        Problem problem = PROBLEMS.problem(0, 0);
        List<double[]> thoughts = new ArrayList<>();
        try (TrainedModel model = TrainedModel.open(run)) {
            model.ask(problem.question(), 6, (k, z, rows) -> thoughts.add(z.toDoubleMatrix()[0]));
            double[][] embeddings = model.tokenEmbeddings().toDoubleMatrix();
            List<ThoughtReading> read = Readings.of(model, problem).problems().get(0);

            assertThat(read).hasSameSizeAs(thoughts).hasSize(2);
            assertThat(read.get(0).cosine()).isNaN();
            assertThat(read.get(1).cosine()).isCloseTo(cosine(thoughts.get(0), thoughts.get(1)), FLOAT);
            for (int k = 0; k < 2; k++) {
                double[] z = thoughts.get(k);
                assertThat(read.get(k).norm()).isCloseTo(Math.sqrt(dot(z, z)), FLOAT);
                List<Integer> order = IntStream.range(0, embeddings.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(id -> -cosine(z, embeddings[id])))
                        .toList();
                for (int rank = 0; rank < Lens.TOP; rank++) {
                    ScoredToken near = read.get(k).nearest().get(rank);
                    assertThat(near.id()).isEqualTo(order.get(rank));
                    assertThat(near.score()).isCloseTo(cosine(z, embeddings[near.id()]), FLOAT);
                    assertThat(near.text())
                            .isEqualTo(model.encoder().tokenizer().token(near.id()));
                }
            }
        }
    }

    @Test
    void whatAThoughtSaysIsTheNextWordOfTheExportedGraph() {
        Problem problem = PROBLEMS.problem(0, 1);
        Path exported = folder.resolve("fb");
        ModelExport.of(run).thoughts(2).toSameDiff(exported);
        SameDiff graph = SameDiff.load(exported.resolve("model.fb").toFile(), false);
        try (TrainedModel model = TrainedModel.open(run)) {
            List<ThoughtReading> read = Readings.of(model, problem).problems().get(0);
            int[] question = model.encoder().tokenizer().encode(problem.question() + "\n");
            for (int k = 1; k <= 2; k++) {
                int[] ids = Arrays.copyOf(question, question.length + k);
                ids[question.length] = model.encoder().tokenizer().startLatent();
                Arrays.fill(
                        ids,
                        question.length + 1,
                        ids.length,
                        model.encoder().tokenizer().latent());
                double[] probabilities = probabilities(graph, ids);
                double[] sorted = Arrays.stream(probabilities).sorted().toArray();
                for (int rank = 0; rank < Lens.TOP; rank++) {
                    ScoredToken says = read.get(k - 1).says().get(rank);
                    assertThat(says.score()).isCloseTo(probabilities[says.id()], FLOAT);
                    assertThat(says.score()).isCloseTo(sorted[sorted.length - 1 - rank], FLOAT);
                }
            }
        }
    }

    /** The two directions are uncorrelated, and no other direction has more variance: that of the covariance matrix's own, by power iteration. */
    @Test
    void theProjectionIsOnTheDirectionsOfMostVariance() {
        List<double[]> thoughts = new ArrayList<>();
        try (TrainedModel model = TrainedModel.open(run)) {
            AnalysisReport report =
                    Analysis.of("coconut", model, PROBLEMS).problems(6).run();
            Readings readings = report.models().get(0).readings();
            for (int i = 0; i < 6; i++) {
                model.ask(PROBLEMS.problem(0, i).question(), 6, (k, z, rows) -> thoughts.add(z.toDoubleMatrix()[0]));
            }
            double[][] covariance = covariance(thoughts);
            double total = IntStream.range(0, covariance.length)
                    .mapToDouble(i -> covariance[i][i])
                    .sum();
            double[] axis = powerIteration(covariance);
            double first = dot(axis, times(covariance, axis));
            List<double[]> points = readings.problems().stream()
                    .flatMap(List::stream)
                    .map(thought -> thought.projection().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
                    .toList();
            double[][] seen = covariance(points);

            assertThat(points).hasSize(12);
            assertThat(seen[0][0]).isCloseTo(first, Offset.offset(1e-3 * first));
            assertThat(seen[0][1]).isCloseTo(0, FLOAT);
            assertThat(readings.explained().get(0)).isCloseTo(first / total, FLOAT);
            assertThat(readings.explained().get(1)).isCloseTo(seen[1][1] / total, FLOAT);
            double[] mean = mean(thoughts);
            double side = Math.signum(points.get(0)[0] * dot(axis, minus(thoughts.get(0), mean)));
            for (int i = 0; i < points.size(); i++) {
                assertThat(side * points.get(i)[0])
                        .isCloseTo(dot(axis, minus(thoughts.get(i), mean)), Offset.offset(1e-3));
            }
        }
    }

    private static double[] probabilities(SameDiff graph, int[] ids) {
        INDArray logits = graph.outputSingle(Map.of("input_ids", Nd4j.createFromArray(new int[][] {ids})), "logits");
        double[] last = logits.get(NDArrayIndex.point(0), NDArrayIndex.point(ids.length - 1), NDArrayIndex.all())
                .toDoubleVector();
        double sum = Arrays.stream(last).map(Math::exp).sum();
        return Arrays.stream(last).map(logit -> Math.exp(logit) / sum).toArray();
    }

    private static double[] powerIteration(double[][] matrix) {
        double[] axis = new double[matrix.length];
        Arrays.setAll(axis, i -> 1 + 0.01 * i);
        for (int i = 0; i < 20_000; i++) {
            double[] next = times(matrix, axis);
            double norm = Math.sqrt(dot(next, next));
            axis = Arrays.stream(next).map(value -> value / norm).toArray();
        }
        return axis;
    }

    private static double[][] covariance(List<double[]> rows) {
        double[] mean = mean(rows);
        int width = mean.length;
        double[][] covariance = new double[width][width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / (rows.size() - 1);
                }
            }
        }
        return covariance;
    }

    private static double[] mean(List<double[]> rows) {
        double[] mean = new double[rows.get(0).length];
        Arrays.setAll(
                mean, i -> rows.stream().mapToDouble(row -> row[i]).average().orElseThrow());
        return mean;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, vector)).toArray();
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    private static double cosine(double[] a, double[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
