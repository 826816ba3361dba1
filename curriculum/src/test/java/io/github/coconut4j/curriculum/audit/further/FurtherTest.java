package io.github.coconut4j.curriculum.audit.further;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.distribution.OtherDistribution;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.audit.influence.Influence;
import io.github.coconut4j.curriculum.audit.influence.InfluenceMeasurement;
import io.github.coconut4j.curriculum.audit.scores.OptionScores;
import io.github.coconut4j.curriculum.exchange.ModelExport;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.generate.ThoughtListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Numbers of further experiments against slow ways to the same, on a model that has hardly been trained. */
class FurtherTest {
    private static final double FLOAT = 1e-5;
    private static final ProblemSource PROBLEMS =
            GraphSearch.graphSearch().hops(2).problems(60, 77);

    @TempDir
    static Path folder;

    @BeforeAll
    static void train() {
        experiment("tiny")
                .seed(3)
                .data(graphSearch().hops(2).problemsPerEpoch(256))
                .model(gpt2().layers(1).width(16).heads(2).positions(25).initStd(0.3))
                .methods(coconut(), cot())
                .curriculum(stages(2).epochs(1, 1, 2))
                .optimizer(adamW(1e-2))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(8).testProblems(8).maxNewTokens(6))
                .train(folder);
    }

    private static TrainedModel open(String method) {
        return TrainedModel.open(folder.resolve(method));
    }

    private static List<Problem> problems(int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> PROBLEMS.problem(0, row))
                .toList();
    }

    private static FurtherReport further(String method, int batch, ProblemSource... others) {
        try (TrainedModel model = open(method)) {
            AuditSettings settings = new AuditSettings(240, 5, false, batch, 6);
            return new Further(model, PROBLEMS, List.of(others), settings, step -> {}).run();
        }
    }

    @Test
    void optionScoresAreThoseOfTheExportedGraph() {
        areThoseOfTheExportedGraph(folder.resolve("coconut"), "### ");
    }

    /** The same numbers, asked as if answers had been learnt behind another mark. */
    @Test
    void optionsAreScoredBehindTheModelsOwnMark() throws IOException {
        Path other = folder.resolve("other-mark");
        Checkpoint.open(checkpoint()).copyWithoutOptimizer(other);
        Path file = other.resolve("state.json");
        ObjectNode state = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        ((ObjectNode) state.path("wording")).put("answer_prefix", ": ");
        new ObjectMapper().writeValue(file.toFile(), state);
        areThoseOfTheExportedGraph(other, ": ");
    }

    private static Path checkpoint() throws IOException {
        try (Stream<Path> checkpoints = Files.list(folder.resolve("coconut/checkpoints"))) {
            return checkpoints.filter(Files::isDirectory).max(Path::compareTo).orElseThrow();
        }
    }

    private static void areThoseOfTheExportedGraph(Path folderOfModel, String mark) {
        try (TrainedModel model = TrainedModel.open(folderOfModel);
                Interrogation asked = new Interrogation(model)) {
            Path exported = folder.resolve("fb of " + folderOfModel.getFileName());
            ModelExport.of(folder.resolve("coconut")).thoughts(2).toSameDiff(exported);
            SameDiff graph = SameDiff.load(exported.resolve("model.fb").toFile(), false);
            List<Problem> problems = problems(3);
            for (int k : new int[] {0, 2}) {
                List<OptionScores> scores = OptionScores.after(asked, problems, k);
                for (int i = 0; i < problems.size(); i++) {
                    Problem problem = problems.get(i);
                    assertThat(scores.get(i).right())
                            .isCloseTo(
                                    direct(graph, asked.tokenizer(), problem, k, mark + problem.answer()),
                                    within(FLOAT));
                    String other = problem.otherAnswer().orElseThrow();
                    assertThat(scores.get(i).other())
                            .isCloseTo(direct(graph, asked.tokenizer(), problem, k, mark + other), within(FLOAT));
                }
            }
        }
    }

    /** The whole text at once; log-probabilities of the mark and the answer's token, each in the column before it. */
    private static double direct(SameDiff graph, Tokenizer tokenizer, Problem problem, int k, String answer) {
        int[] question = tokenizer.encode(problem.question() + "\n");
        int[] words = tokenizer.encode(answer);
        int[] ids = Arrays.copyOf(question, question.length + k + 2 + words.length);
        int begin = question.length;
        ids[begin] = tokenizer.startLatent();
        Arrays.fill(ids, begin + 1, begin + 1 + k, tokenizer.latent());
        ids[begin + 1 + k] = tokenizer.endLatent();
        System.arraycopy(words, 0, ids, begin + 2 + k, words.length);
        INDArray logits = graph.outputSingle(Map.of("input_ids", Nd4j.createFromArray(new int[][] {ids})), "logits");
        double log = 0;
        for (int i = 0; i < words.length; i++) {
            double[] before = logits.get(
                            NDArrayIndex.point(0), NDArrayIndex.point(begin + 1 + k + i), NDArrayIndex.all())
                    .toDoubleVector();
            log += before[words[i]]
                    - Math.log(Arrays.stream(before).map(Math::exp).sum());
        }
        return log;
    }

    /** Prompt by prompt, the divergence written out. */
    @Test
    void influenceIsTheDivergenceOfSingleRuns() {
        try (TrainedModel model = open("coconut")) {
            List<Problem> problems = problems(4);
            Influence influence = InfluenceMeasurement.of(model, problems, 2);
            double onSecond = 0;
            double onAnswer = 0;
            for (Problem problem : problems) {
                ThoughtListener zero = (k, z, rows) -> {
                    if (k == 0) {
                        z.muli(0);
                    }
                };
                onSecond += divergence(words(model, problem, 1, false), words(model, problem, 1, false, zero)) / 4;
                onAnswer += divergence(words(model, problem, 2, true), words(model, problem, 2, true, zero)) / 4;
            }
            assertThat(influence.onThoughts().get(0).get(1)).isCloseTo(onSecond, within(1e-4 * onSecond));
            assertThat(influence.onAnswer().get(0)).isCloseTo(onAnswer, within(1e-4 * onAnswer));
            assertThat(influence.onThoughts().get(1)).containsExactly(0.0, 0.0);
            assertThat(onSecond).isGreaterThan(1e-3);
        }
    }

    private static double[] words(
            TrainedModel model, Problem problem, int k, boolean mark, ThoughtListener... listeners) {
        try (Interrogation asked = new Interrogation(model, listeners)) {
            int[] said = mark ? asked.tokenizer().encode("###") : new int[0];
            return asked.behind(
                            List.of(mark ? asked.speaking(problem, k, said) : asked.thinking(problem, k)),
                            (row, end) -> end.logProbabilities())
                    .get(0);
        }
    }

    private static double divergence(double[] p, double[] q) {
        return IntStream.range(0, p.length)
                .mapToDouble(word -> Math.exp(p[word]) * (p[word] - q[word]))
                .sum();
    }

    @Test
    void theHeadOnAStateGivesTheWordsBehindIt() {
        try (TrainedModel model = open("coconut");
                Interrogation asked = new Interrogation(model)) {
            Interrogation.End end = asked.behind(List.of(asked.thinking(PROBLEMS.problem(0, 0), 1)), (row, e) -> e)
                    .get(0);
            double[] logits = model.head()
                    .mmul(Nd4j.createFromArray(end.state()).reshape(-1, 1))
                    .toDoubleVector();
            double sum = Math.log(Arrays.stream(logits).map(Math::exp).sum());
            for (int word = 0; word < logits.length; word++) {
                assertThat(logits[word] - sum).isCloseTo(end.logProbabilities()[word], within(1e-4));
            }
        }
    }

    /** The last bits differ on some processors: by 6e-8 at most where it was seen (AMD family 26). */
    private static boolean alike(double one, double other) {
        return Double.compare(one, other) == 0 || Math.abs(one - other) < 1e-6;
    }

    @Test
    void everythingButTheTimeIsTheSameInOtherBatches() {
        FurtherReport once = further("coconut", 8);
        FurtherReport again = further("coconut", 32);
        assertThat(withoutCost(again))
                .usingRecursiveComparison()
                .withEqualsForType(FurtherTest::alike, Double.class)
                .isEqualTo(withoutCost(once));
        assertThat(once.exhibits())
                .extracting(Exhibit::name)
                .containsExactly(
                        "commitment",
                        "influence",
                        "words",
                        "lens",
                        "trace",
                        "patchscope",
                        "probes",
                        "layers",
                        "lenses",
                        "calibration",
                        "distributions",
                        "cost");
        assertThat(once.exhibits())
                .extracting(Exhibit::csv)
                .allSatisfy(csv -> assertThat(csv.lines().count()).isGreaterThan(1));
    }

    private static List<Exhibit> withoutCost(FurtherReport report) {
        return report.exhibits().stream()
                .filter(exhibit -> !exhibit.name().equals("cost"))
                .toList();
    }

    @Test
    void otherFilesAreAnsweredBesideOtherForms() {
        FurtherReport report =
                further("coconut", 32, GraphSearch.graphSearch().hops(2).problems(7, 5));
        assertThat(report.distributions())
                .extracting(OtherDistribution::problems)
                .contains("as they are", "facts in another order", "names exchanged", "graph_search");
        assertThat(report.distributions()
                        .get(report.distributions().size() - 1)
                        .answers()
                        .all())
                .isEqualTo(7);
        assertThat(report.costs()).hasSize(3);
        assertThat(report.costs().get(2).passes()).isGreaterThan(1 + 3); // question, two thoughts, end mark
    }

    @Test
    void aModelWithoutThoughtsHasNoInfluenceOfThem() {
        FurtherReport report = further("cot", 32);
        assertThat(report.influence()).isEqualTo(Optional.empty());
        assertThat(report.words()).isEmpty();
        assertThat(report.patched()).isEmpty();
        assertThat(report.leftOut()).anyMatch(line -> line.contains("no thoughts"));
        assertThat(report.lens()).hasSize(2); // behind its written steps
        assertThat(report.costs()).hasSize(1);
    }

    @Test
    void wordsNobodyKnowsAreToldBeforeAnythingIsComputed() {
        ProblemSource foreign = new ListSource("foreign.json", List.of(Problem.of("who ?", List.of("me"), "me")), "");
        try (TrainedModel model = open("coconut")) {
            AuditSettings settings = new AuditSettings(8, 5, false, 8, 6);
            assertThatThrownBy(() -> new Further(model, PROBLEMS, List.of(foreign), settings, step -> {}))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("foreign.json")
                    .hasMessageContaining("who");
        }
    }
}
