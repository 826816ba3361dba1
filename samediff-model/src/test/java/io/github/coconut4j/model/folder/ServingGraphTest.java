package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.gpt2.Gpt2Layout;
import io.github.coconut4j.model.loop.LoopOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Rows of all kinds in one call of {@code model.fb} and {@code step.fb}, held against a plain GPT-2 that computes each of them alone, in double. */
class ServingGraphTest {
    private static final double TOLERANCE = 2e-5;
    private static final int L = TinyModels.TOKENS.latent();

    /** Other numbers of thoughts, apart and side by side, and other lengths; the longest has seven columns. */
    private static final int[][] ROWS = {
        {4, 1, L, L, L, 11, 2}, {4, 1, 7}, {3, L, 5, L, 2}, {6}, {0, 1, 2, L, L}, {5, L, L, 1, 0, L, L}
    };

    private final Model model = TinyModels.gpt2(7);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void rowsWithAnyThoughtsAnywhereAreComputedTogether() {
        SameDiff graph = saved(model, 4);
        INDArray logits = logits(graph, filled(ROWS, 0));
        assertThat(logits.shape()).containsExactly(ROWS.length, 7, 13);
        for (int row = 0; row < ROWS.length; row++) {
            assertClose(logits, row, PlainGpt2.logits(model, ROWS[row]), ROWS[row].length);
        }
    }

    @Test
    void whatFillsRowsUpChangesNothing() {
        SameDiff graph = saved(model, 4);
        INDArray one = logits(graph, filled(ROWS, 0));
        INDArray latents = logits(graph, filled(ROWS, L));
        INDArray none = logits(graph, filled(ROWS, 99));
        for (int row = 0; row < ROWS.length; row++) {
            INDArray expected = one.get(point(row), interval(0, ROWS[row].length), all());
            assertThat(latents.get(point(row), interval(0, ROWS[row].length), all()))
                    .isEqualTo(expected);
            assertThat(none.get(point(row), interval(0, ROWS[row].length), all()))
                    .isEqualTo(expected);
        }
    }

    /** The latent token and word 8 have one embedding here, so the plain model can be asked with the word. */
    @Test
    void aLatentTokenInTheFirstColumnIsReadAsAToken() {
        INDArray tokens = model.parameters().get(Gpt2Layout.TOKENS);
        tokens.getRow(8).assign(tokens.getRow(L));
        INDArray logits = logits(saved(model, 2), new int[][] {{L, L, 3, L}});
        assertClose(logits, 0, PlainGpt2.logits(model, new int[] {8, L, 3, L}), 4);
    }

    @Test
    void aBottleneckHidesEachRowsOwnQuestion() {
        Model bottleneck = model.loop(LoopOptions.BOTTLENECK);
        int[][] rows = {{4, 1, L, L, L, 11, 2}, {4, 1, 7, 3, 2, 1, 0}, {3, L, 5, 8, 2, 1, 1}, {5, 4, 3, 2, L, L, 8}};
        SameDiff graph = saved(bottleneck, 3);
        Map<String, INDArray> out = graph.output(Map.of("input_ids", Nd4j.createFromArray(rows)), "logits", "question");
        for (int row = 0; row < rows.length; row++) {
            assertClose(out.get("logits"), row, PlainGpt2.logits(bottleneck, rows[row]), 7);
        }
        assertThat(out.get("question").toIntVector()).containsExactly(2, 0, 1, 4);
    }

    @Test
    void stepsGoOnWithSeveralRowsThatThinkAtDifferentTimes() {
        assertStepsAreWholeRows(
                model, new int[][] {{4, 1, L, L, L, 11, 2}, {3, L, 5, L, 2, 8, 1}, {5, 4, 3, 2, 1, 0, 7}});
    }

    @Test
    void stepsKnowEachRowsQuestionInABottleneck() {
        assertStepsAreWholeRows(
                model.loop(LoopOptions.BOTTLENECK),
                new int[][] {{4, 1, L, L, L, 11, 2}, {4, 1, 7, 3, 2, 1, 0}, {3, 4, 5, L, L, 1, 1}});
    }

    /** The first column in a graph for no thoughts, then one at a time. */
    private void assertStepsAreWholeRows(Model of, int[][] rows) {
        SameDiff graph = saved(of, 0);
        SameDiffFiles.writeStep(of, folder.resolve("step.fb"));
        SameDiff step = SameDiff.load(folder.resolve("step.fb").toFile(), false);
        List<String> states = step.variables().stream()
                .map(SDVariable::name)
                .filter(name -> name.startsWith("past_"))
                .map(name -> name.substring("past_".length()))
                .toList();
        int[][] first = Arrays.stream(rows).map(row -> new int[] {row[0]}).toArray(int[][]::new);
        Map<String, INDArray> past = graph.output(Map.of("input_ids", Nd4j.createFromArray(first)), states);
        for (int column = 1; column < rows[0].length; column++) {
            int at = column;
            int[][] ids = Arrays.stream(rows).map(row -> new int[] {row[at]}).toArray(int[][]::new);
            Map<String, INDArray> inputs = new HashMap<>();
            past.forEach((name, array) -> inputs.put("past_" + name, array));
            inputs.put("input_ids", Nd4j.createFromArray(ids));
            List<String> outputs = new ArrayList<>(states);
            outputs.add("logits");
            past = new HashMap<>(step.output(inputs, outputs));
            INDArray logits = past.remove("logits");
            for (int row = 0; row < rows.length; row++) {
                double[] whole = PlainGpt2.logits(of, Arrays.copyOf(rows[row], column + 1));
                INDArray expected = Nd4j.createFromArray(Arrays.copyOfRange(whole, 13 * column, 13 * column + 13));
                assertThat(Relative.error(logits.get(point(row), point(0), all()), expected))
                        .as("row %d, column %d", row, column)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @Test
    void theFilesSayWhatTheyTake() throws IOException {
        SameDiff graph = saved(model, 3);
        assertThat(number(graph, "thoughts")).isEqualTo(3);
        assertThat(number(graph, "positions")).isEqualTo(24);
        assertThat(number(graph, "vocabulary")).isEqualTo(13);
        assertThat(number(graph, "latent_id")).isEqualTo(L);
        assertThat(number(graph, "eos_token_id")).isEqualTo(9);
        assertThat(graph.hasVariable("layer_1/attention/softmax")).isTrue();
        assertThat(folder.resolve("model.txt"))
                .content()
                .contains("up to 24 columns", "latent_id = 12", "up to 3 of them");
        SameDiffFiles.writeStep(model, folder.resolve("step.fb"));
        assertThat(Files.readString(folder.resolve("step.txt"))).contains("past_keys_1, past_values_1 [B, 2, P, 4]");
    }

    /** So it is said in README.md. Where a later SameDiff can, this fails, and that sentence goes. */
    @Test
    void stockSameDiffCannotTrainIt() {
        SameDiff graph = saved(model, 2);
        SDVariable labels = graph.placeHolder("labels", DataType.FLOAT, -1, -1, 13);
        graph.loss.softmaxCrossEntropy("loss", labels, graph.getVariable("logits"), null);
        graph.setLossVariables("loss");
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Sgd(0.1))
                .dataSetFeatureMapping("input_ids")
                .dataSetLabelMapping("labels")
                .build());
        MultiDataSet batch = new MultiDataSet(
                Nd4j.createFromArray(new int[][] {{1, L, 2}}),
                Nd4j.ones(1, 3, 13).div(13));
        assertThatThrownBy(() -> graph.fit(batch)).isInstanceOf(RuntimeException.class);
    }

    private static int number(SameDiff graph, String name) {
        return graph.getVariable(name).getArr().getInt(0);
    }

    private static int[][] filled(int[][] rows, int token) {
        return Arrays.stream(rows)
                .map(row -> {
                    int[] whole = Arrays.copyOf(row, 7);
                    Arrays.fill(whole, row.length, 7, token);
                    return whole;
                })
                .toArray(int[][]::new);
    }

    private static INDArray logits(SameDiff graph, int[][] rows) {
        return graph.outputSingle(Map.of("input_ids", Nd4j.createFromArray(rows)), "logits");
    }

    private static void assertClose(INDArray logits, int row, double[] expected, int columns) {
        INDArray numbers = Nd4j.createFromArray(expected).reshape(columns, 13);
        assertThat(Relative.error(logits.get(point(row), interval(0, columns), all()), numbers))
                .as("row %d", row)
                .isLessThan(TOLERANCE);
    }

    private SameDiff saved(Model of, int thoughts) {
        SameDiffFiles.write(of, thoughts, folder.resolve("model.fb"));
        return SameDiff.load(folder.resolve("model.fb").toFile(), false);
    }
}
