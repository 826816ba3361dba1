package io.github.coconut4j.model.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What must hold whatever the numbers are. Tolerance: float rounding of sums in another order. */
class LatentLoopInvariantsTest {
    private static final double TOLERANCE = 1e-5;
    private static final ModelConfig SIZES = TinyModels.CONFIG;

    private static final List<TokenRow> ROWS = List.of(
            TokenRow.random(SIZES, 1, 5, 3, 3),
            TokenRow.random(SIZES, 2, 3, 1, 4),
            TokenRow.random(SIZES, 3, 4, 2, 2),
            TokenRow.random(SIZES, 4, 2, 3, 1));

    private final Model model = TinyModels.gpt2(7);
    private final Executor executor =
            new Executor(model, ExecutorOptions.defaults().withStreams(2));

    @AfterEach
    void close() {
        executor.close();
        model.close();
    }

    private record Share(double loss, double[] gradient) {}

    private Share of(MultiDataSet batch) {
        executor.gradients().assign(0);
        double loss = executor.accumulate(batch).sum();
        return new Share(loss, Relative.numbers(executor.gradients()));
    }

    private static MultiDataSet batch(TokenRow... rows) {
        return TokenRow.batch(SIZES, rows);
    }

    private static void assertSame(Share actual, Share expected) {
        assertThat(Math.abs(actual.loss - expected.loss)).isLessThan(TOLERANCE * Math.abs(expected.loss));
        assertThat(Relative.error(actual.gradient, expected.gradient)).isLessThan(TOLERANCE);
    }

    @Test
    void sharesOfTheRowsAddUpToTheBatch() {
        double loss = 0;
        double[] gradient = null;
        for (TokenRow row : ROWS) {
            Share share = of(batch(row));
            loss += share.loss;
            gradient = gradient == null ? share.gradient : sum(gradient, share.gradient);
        }
        assertSame(of(TokenRow.batch(SIZES, 0, 0, ROWS)), new Share(loss, gradient));
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    @Test
    void microBatchesAddUpToTheBatch() {
        Share whole = of(TokenRow.batch(SIZES, 0, 0, ROWS));
        executor.gradients().assign(0);
        Loss loss = executor.accumulate(batch(ROWS.get(0), ROWS.get(1)))
                .plus(executor.accumulate(batch(ROWS.get(2), ROWS.get(3))));
        assertSame(new Share(loss.sum(), Relative.numbers(executor.gradients())), whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void paddingChangesNothing(int columns) {
        Share tight = of(TokenRow.batch(SIZES, 0, 0, ROWS));
        assertSame(of(TokenRow.batch(SIZES, columns, 0, ROWS)), tight);
        assertSame(of(TokenRow.batch(SIZES, 0, columns, ROWS)), tight);
        assertSame(of(TokenRow.batch(SIZES, columns, columns, ROWS)), tight);
    }

    @Test
    void logitsOfARowDoNotDependOnItsNeighbours() {
        TokenRow row = ROWS.get(1);
        LoopGraph alone = LoopGraph.gpt2(SIZES, model.parameters(), batch(row));
        double[] expected = alone.tokensOnly(alone.run(Mode.FAST).logits());
        int tokens = row.ids().length;
        LoopGraph together = LoopGraph.gpt2(SIZES, model.parameters(), TokenRow.batch(SIZES, 2, 1, ROWS));
        INDArray logits = together.run(Mode.FAST).logits();
        int first = together.batch().question() - row.question();
        List<Double> own = new ArrayList<>();
        for (int column = first; column < first + tokens; column++) {
            for (double value : logits.getRow((long) column * ROWS.size() + 1).toDoubleVector()) {
                own.add(value);
            }
        }
        assertThat(Relative.error(own.stream().mapToDouble(Double::doubleValue).toArray(), expected))
                .isLessThan(TOLERANCE);
    }

    @Test
    void fewerThoughtsAreTheFirstOfMore() {
        int question = 4;
        LoopGraph many = prefix(question, 4);
        double[] expected = Relative.numbers(many.run(Mode.FAST).logits());
        for (int thoughts = 1; thoughts < 4; thoughts++) {
            // A row may end in latents that nobody reads: the logits at a latent are a function of the thoughts so far.
            double[] fewer =
                    Relative.numbers(prefix(question, thoughts).run(Mode.FAST).logits());
            int known = (question + thoughts) * SIZES.vocabulary();
            assertThat(Relative.error(Arrays.copyOf(fewer, known), Arrays.copyOf(expected, known)))
                    .as("%d thoughts", thoughts)
                    .isLessThan(TOLERANCE);
        }
    }

    /** The same question with some thoughts and one word behind them. */
    private LoopGraph prefix(int question, int thoughts) {
        TokenRow most = TokenRow.random(SIZES, 9, question, 4, 1);
        int[] ids = Arrays.copyOf(most.ids(), question + thoughts + 1);
        ids[question + thoughts] = 1;
        return LoopGraph.gpt2(SIZES, model.parameters(), batch(new TokenRow(ids, question, 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void keysAndValuesOfEarlierPassesGiveWhatComputingAllAgainGives(int thoughts) {
        TokenRow row = TokenRow.random(SIZES, 11, 4, thoughts, 3);
        LoopGraph graph = LoopGraph.gpt2(SIZES, model.parameters(), batch(row));
        double[] plain = PlainGpt2.logits(model, row.ids());
        assertThat(Relative.error(Relative.numbers(graph.run(Mode.FAST).logits()), plain))
                .isLessThan(TOLERANCE);
    }
}
