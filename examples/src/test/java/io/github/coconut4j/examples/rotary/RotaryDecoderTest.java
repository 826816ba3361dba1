package io.github.coconut4j.examples.rotary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.SameDiffFiles;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.Executor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The invariants that hold for GPT-2, for the decoder of the example. */
class RotaryDecoderTest {
    private static final int LATENT = 12;
    private static final int PAD = 9;
    private static final ModelConfig CONFIG =
            new ModelConfig(new RotaryConfig(2, 16, 2, 13, 24), new LatentTokens(10, 11, LATENT, PAD, PAD));

    /** Rows with two, one and no thoughts, of different lengths. */
    private static final int[][] ROWS = {
        {1, 5, 2, LATENT, LATENT, 3, 4, 1}, {7, LATENT, 2, 6}, {3, 8, 8, 1, 4, 2}, {4, 4, 1, 0, LATENT, LATENT, 5}
    };

    private static final int[] QUESTIONS = {3, 1, 4, 4};
    private final Model model = Model.create(CONFIG, new Initialisation(0.3, 0.5), 3);
    private final Executor executor =
            new Executor(model, ExecutorOptions.defaults().withStreams(1));

    @TempDir
    private Path folder;

    @BeforeEach
    void gainsAreNotOne() {
        Random random = new Random(7);
        for (String name : List.of("norm", "block.0.norm", "block.1.norm")) {
            INDArray gain = model.parameters().get(name);
            for (int i = 0; i < gain.length(); i++) {
                gain.putScalar(i, 1 + 0.3 * random.nextGaussian());
            }
        }
    }

    @AfterEach
    void close() {
        executor.close();
        model.close();
    }

    /** Rows in a batch, their questions ending in one column, with some columns of padding on both sides; everything behind the latents is to be predicted. */
    private static MultiDataSet batch(int padding, int... which) {
        int left =
                padding + Arrays.stream(which).map(row -> QUESTIONS[row]).max().orElseThrow();
        int right = padding
                + Arrays.stream(which)
                        .map(row -> ROWS[row].length - QUESTIONS[row])
                        .max()
                        .orElseThrow();
        int[][] ids = new int[which.length][left + right];
        int[][] mask = new int[which.length][left + right];
        int[][] positions = new int[which.length][left + right];
        int[][] labels = new int[which.length][left + right];
        for (int i = 0; i < which.length; i++) {
            int[] row = ROWS[which[i]];
            int begin = left - QUESTIONS[which[i]];
            Arrays.fill(ids[i], PAD);
            Arrays.fill(labels[i], -100);
            for (int c = 0; c < row.length; c++) {
                ids[i][begin + c] = row[c];
                mask[i][begin + c] = 1;
                positions[i][begin + c] = c;
                boolean word = c >= QUESTIONS[which[i]] && row[c] != LATENT;
                labels[i][begin + c] = word ? row[c] : -100;
            }
        }
        return new MultiDataSet(
                new INDArray[] {Nd4j.createFromArray(ids), Nd4j.createFromArray(mask), Nd4j.createFromArray(positions)},
                new INDArray[] {Nd4j.createFromArray(labels)});
    }

    @Test
    void paddingAndNeighboursWithOtherNumbersOfThoughtsChangeNothing() {
        double alone = 0;
        for (int row = 0; row < ROWS.length; row++) {
            alone += executor.loss(batch(0, row)).sum();
        }
        assertThat(executor.loss(batch(0, 0, 1, 2, 3)).sum()).isCloseTo(alone, within(1e-5 * alone));
        assertThat(executor.loss(batch(2, 0, 1, 2, 3)).sum()).isCloseTo(alone, within(1e-5 * alone));
    }

    /** In float: a step of 1e-2 along a random direction of every parameter is far above rounding, and its third power far below the tolerance. */
    @Test
    void gradientsAreSlopes() {
        MultiDataSet batch = batch(1, 0, 1, 2, 3);
        executor.accumulate(batch);
        Random random = new Random(5);
        for (String name : model.parameters().names()) {
            INDArray parameter = model.parameters().get(name);
            INDArray direction = Nd4j.create(parameter.shape());
            for (long i = 0; i < direction.length(); i++) {
                direction.putScalar(i, random.nextGaussian());
            }
            direction.divi(direction.norm2Number());
            INDArray before = parameter.dup();
            double slope = executor.gradient(name).mul(direction).sumNumber().doubleValue();
            parameter.addi(direction.mul(1e-2));
            double above = executor.loss(batch).sum();
            parameter.assign(before.sub(direction.mul(1e-2)));
            double below = executor.loss(batch).sum();
            parameter.assign(before);

            assertThat(slope).as(name).isCloseTo((above - below) / 2e-2, within(5e-3 + 1e-2 * Math.abs(slope)));
        }
    }

    /** The generator keeps keys and values; {@code model.fb} runs over the whole row again for every word. */
    @Test
    void keptKeysAndValuesGiveTheWordsOfComputingAllAgain() {
        try (Generator generator =
                new Generator(model, ExecutorOptions.defaults().withStreams(1))) {
            List<int[]> together = generator.generate(batch(1, 0, 1, 2, 3), 6);
            Path file = folder.resolve("model.fb"); // one for all, with as many thoughts as any row has
            SameDiffFiles.write(model, most(), file);
            int compared = 0;
            for (int row = 0; row < ROWS.length; row++) {
                int[] words = upToLatent(together.get(row));
                compared += words.length;
                assertThat(words).as("row %d", row).isEqualTo(recomputed(file, ROWS[row], words.length));
            }
            assertThat(compared).isGreaterThan(12);
        }
    }

    /** A latent token that the model writes is a word to the generator, but a thought in a row that is given to a graph. */
    private static int[] upToLatent(int[] words) {
        int end = 0;
        while (end < words.length && words[end] != LATENT) {
            end++;
        }
        return Arrays.copyOf(words, Math.min(end + 1, words.length));
    }

    private static int most() {
        return Arrays.stream(ROWS)
                .mapToInt(row ->
                        (int) Arrays.stream(row).filter(id -> id == LATENT).count())
                .max()
                .orElseThrow();
    }

    private static int[] recomputed(Path file, int[] prompt, int words) {
        SameDiff graph = SameDiff.load(file.toFile(), false);
        int[] ids = prompt;
        while (ids.length < prompt.length + words) {
            INDArray logits =
                    graph.outputSingle(Map.of("input_ids", Nd4j.createFromArray(new int[][] {ids})), "logits");
            int next = logits.reshape(ids.length, -1)
                    .getRow(ids.length - 1L)
                    .argMax()
                    .getInt(0);
            if (next == PAD) { // the end of the text
                break;
            }
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = next;
        }
        return Arrays.copyOfRange(ids, prompt.length, ids.length);
    }

    @Test
    void theStepGraphGoesOnWhereTheModelLeftOff() {
        SameDiffFiles.write(model, 2, folder.resolve("model.fb"));
        SameDiffFiles.writeStep(model, folder.resolve("step.fb"));
        SameDiff whole = SameDiff.load(folder.resolve("model.fb").toFile(), false);
        SameDiff step = SameDiff.load(folder.resolve("step.fb").toFile(), false);
        int[] prompt = ROWS[0];
        List<String> states = List.of("hidden", "keys_0", "values_0", "keys_1", "values_1");
        Map<String, INDArray> past = whole.output(
                Map.of("input_ids", Nd4j.createFromArray(new int[][] {Arrays.copyOf(prompt, prompt.length - 1)})),
                states);

        INDArray next = step.outputSingle(
                Map.of(
                        "input_ids", Nd4j.createFromArray(new int[][] {{prompt[prompt.length - 1]}}),
                        "past_hidden", past.get("hidden"),
                        "past_keys_0", past.get("keys_0"),
                        "past_values_0", past.get("values_0"),
                        "past_keys_1", past.get("keys_1"),
                        "past_values_1", past.get("values_1")),
                "logits");

        INDArray all = whole.outputSingle(Map.of("input_ids", Nd4j.createFromArray(new int[][] {prompt})), "logits");
        INDArray expected = all.reshape(prompt.length, -1).getRow(prompt.length - 1L);
        assertThat(next.reshape(-1).sub(expected).norm2Number().doubleValue())
                .isLessThan(1e-5 * expected.norm2Number().doubleValue());
    }
}
