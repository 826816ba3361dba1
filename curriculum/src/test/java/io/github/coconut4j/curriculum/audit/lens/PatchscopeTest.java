package io.github.coconut4j.curriculum.audit.lens;

import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.task.GraphSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fed to a model in the place of a thought, on one that has hardly been trained. */
class PatchscopeTest {
    /** More than are asked at once. */
    private static final int PROBLEMS = 70;

    private static final double FLOAT = 1e-5;

    @TempDir
    private static Path folder;

    private static List<FactGraph> graphs;

    @BeforeAll
    static void train() {
        experiment("tiny")
                .seed(3)
                .data(graphSearch().hops(2).problemsPerEpoch(64))
                .model(gpt2().layers(1).width(16).heads(2).positions(25).initStd(0.3))
                .methods(coconut())
                .curriculum(stages(2).epochs(1, 1, 1))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(8).testProblems(8).maxNewTokens(6))
                .train(folder);
        ProblemSource problems = GraphSearch.graphSearch().hops(2).problems(PROBLEMS, 77);
        graphs = IntStream.range(0, PROBLEMS)
                .mapToObj(row -> FactGraph.of(problems.problem(0, row)).orElseThrow())
                .toList();
    }

    @Test
    void anEmbeddingInThePlaceOfAThoughtIsItsWord() {
        try (TrainedModel model = TrainedModel.open(folder);
                Patchscope patchscope = new Patchscope(model, graphs);
                Interrogation asked = new Interrogation(model)) {
            double[][] vectors = new double[PROBLEMS][];
            List<StagedRecord> plain = new ArrayList<>();
            for (int i = 0; i < PROBLEMS; i++) {
                int word = asked.tokenizer().encode(graphs.get(i).symbols().get(i % 3))[0];
                vectors[i] = model.tokenEmbeddings().getRow(word).toDoubleVector();
                StagedRecord prompt = patchscope.tokens(i);
                int[] ids = prompt.inputIds().clone();
                assertThat(ids[ids.length - 1]).isEqualTo(asked.tokenizer().latent());
                ids[ids.length - 1] = word;
                plain.add(new StagedRecord(ids, ids.length, ids.length, 0));
            }
            List<double[]> expected = asked.behind(plain, (row, end) -> end.logProbabilities());

            List<double[]> read = patchscope.behind(vectors);

            assertThat(read).hasSize(PROBLEMS);
            for (int i = 0; i < PROBLEMS; i++) {
                assertThat(read.get(i)).containsExactly(expected.get(i), within(FLOAT));
            }
        }
    }

    @Test
    void threeWordsStandTwiceAndAreTheProblemsOwnOnlyWhereThereAreNoOthers() {
        Set<String> all =
                graphs.stream().flatMap(graph -> graph.symbols().stream()).collect(Collectors.toSet());
        try (TrainedModel model = TrainedModel.open(folder);
                Patchscope patchscope = new Patchscope(model, graphs)) {
            for (int i = 0; i < PROBLEMS; i++) {
                int[] ids = patchscope.tokens(i).inputIds();
                assertThat(ids).hasSize(7);
                int[] words = {ids[0], ids[2], ids[4]};
                assertThat(words).containsExactly(ids[1], ids[3], ids[5]).doesNotHaveDuplicates();
                List<String> own = graphs.get(i).symbols();
                Set<String> others = new HashSet<>(all);
                own.forEach(others::remove);
                assertThat(Arrays.stream(words)
                                .mapToObj(id -> model.encoder()
                                        .tokenizer()
                                        .decode(new int[] {id})
                                        .strip())
                                .filter(own::contains))
                        .hasSize(Math.max(0, 3 - others.size()));
            }
        }
    }

    /** A vector that is the same for all problems says nothing of any: its share and its control's are equal. */
    @Test
    void aVectorThatKnowsNothingReadsAsItsControl() {
        try (TrainedModel model = TrainedModel.open(folder);
                Patchscope patchscope = new Patchscope(model, graphs)) {
            double[][] same = new double[PROBLEMS][16];
            List<PatchReading> readings = patchscope.readings(List.of(same, same));

            assertThat(readings).extracting(PatchReading::thought).containsExactly(1, 2);
            assertThat(readings).allSatisfy(reading -> {
                assertThat(reading.frontier()).isEqualTo(reading.control()).isBetween(0.0, 1.0);
                assertThat(reading.word()).isBetween(0.0, 1.0);
            });
        }
    }
}
