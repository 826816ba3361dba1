package io.github.coconut4j.model.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.StockDecoder;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.SameDiffFiles;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.gpt2.Gpt2Layout;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loops that depart from the paper's, against {@link PlainGpt2}. Tolerance of floats: rounding of sums in another order. */
class LoopOptionsTest {
    private static final double TOLERANCE = 1e-5;

    private static final ModelConfig STANDARD = TinyModels.CONFIG;
    private static final ModelConfig STOPPED = STANDARD.loop(LoopOptions.STOP_GRADIENT);
    private static final ModelConfig BOTTLENECK = STANDARD.loop(LoopOptions.BOTTLENECK);
    private static final ModelConfig REPEATED = STANDARD.loop(LoopOptions.REPEAT_FIRST);

    @TempDir
    private File folder;

    /** Rows alike, rows that differ in their thoughts (one without any), and rows that end in their last thought. */
    static Stream<List<TokenRow>> batches() {
        return Stream.of(
                rows(new int[][] {{4, 2, 3}, {3, 2, 4}}),
                rows(new int[][] {{4, 3, 3}, {3, 1, 4}, {5, 0, 2}, {2, 2, 1}}),
                rows(new int[][] {{4, 1, 1}}));
    }

    private static List<TokenRow> rows(int[][] sizes) {
        return List.of(FiniteDifferenceTest.tokenRows(sizes));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void behindABottleneckTheQuestionIsHidden(List<TokenRow> rows) {
        everyColumnIsAsInPlainArithmetic(BOTTLENECK, rows);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void aFirstThoughtThatIsRepeatedStandsInAllPlaces(List<TokenRow> rows) {
        everyColumnIsAsInPlainArithmetic(REPEATED, rows);
    }

    private static void everyColumnIsAsInPlainArithmetic(ModelConfig config, List<TokenRow> rows) {
        try (Model model = TinyModels.gpt2(config, 3)) {
            for (Mode mode : Mode.values()) {
                LoopGraph graph = LoopGraph.gpt2(config, model.parameters(), TokenRow.batch(config, 2, 1, rows));
                INDArray logits = graph.run(mode).logits();
                for (int row = 0; row < rows.size(); row++) {
                    int[] ids = rows.get(row).ids();
                    int begin = graph.batch().question() - rows.get(row).question();
                    double[] plain = PlainGpt2.logits(model, ids);
                    for (int i = 0; i < ids.length; i++) {
                        double[] actual = logits.getRow((long) (begin + i) * rows.size() + row)
                                .toDoubleVector();
                        int at = i * config.vocabulary();
                        assertThat(Relative.error(actual, Arrays.copyOfRange(plain, at, at + config.vocabulary())))
                                .as("%s, row %d, column %d", mode, row, i)
                                .isLessThan(TOLERANCE);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("batches")
    void gradientsAreSlopes(List<TokenRow> rows) {
        for (ModelConfig config : List.of(BOTTLENECK, REPEATED)) {
            Parameters parameters = TinyModels.gpt2Doubles(config, 5);
            FiniteDifferenceTest.check(
                    LoopGraph.gpt2(config, parameters, TokenRow.batch(config, 0, 0, rows)), parameters);
        }
    }

    /**
     * With one layer, keys and values of a thought's place depend on the thought alone, so positions of the question can reach the answer only by what the thoughts
     * say: not at all when these are constants.
     */
    @Test
    void thoughtsAreTheOnlyRoadThroughABottleneck() {
        TokenRow row = TokenRow.random(STANDARD, 21, 5, 2, 3);
        double hidden = Math.exp(LoopInputs.HIDDEN); // what a hidden key weighs in double
        assertThat(questionPositions(row, new LoopOptions(true, true, false))).isLessThan(1e3 * hidden);
        assertThat(questionPositions(row, LoopOptions.BOTTLENECK)).isGreaterThan(1e-2);
        assertThat(questionPositions(row, LoopOptions.STOP_GRADIENT)).isGreaterThan(1e-2);
    }

    /** Greatest gradient of the loss with respect to the embeddings of the question's positions; the first answer token is predicted by the last thought, so it has no label. */
    private static double questionPositions(TokenRow row, LoopOptions options) {
        ModelConfig config = new ModelConfig(new Gpt2Config(1, 8, 2, 13, 24, 1e-5), TinyModels.TOKENS, options);
        TokenRow later = new TokenRow(row.ids(), row.question(), row.answer() - 1);
        LoopGraph graph = LoopGraph.gpt2(config, TinyModels.gpt2Doubles(config, 6), TokenRow.batch(config, later));
        double[] gradient =
                Relative.numbers(graph.run(Mode.REFERENCE).gradients().get(Gpt2Layout.POSITIONS));
        return Arrays.stream(gradient, 0, row.question() * config.width())
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    /** Loops that hide as many columns from as many others, but not the same ones: with one thought column 6 is behind it, with three it is the last of them. */
    @Test
    void loopsOfOneGraphHaveMasksOfTheirOwn() {
        LoopShape one = new LoopShape(1, 4, 1, 4, false);
        LoopShape three = new LoopShape(1, 4, 3, 2, false);
        try (Model model = TinyModels.gpt2(BOTTLENECK, 11)) {
            SameDiff both = SameDiff.create();
            model.parameters().declareVariables(both);
            SDVariable first = bottleneck(both, model, one);
            SDVariable second = bottleneck(both, model, three);
            SameDiff alone = SameDiff.create();
            model.parameters().declareVariables(alone);
            SDVariable expected = bottleneck(alone, model, three);

            first.eval();
            assertThat(Relative.error(Relative.numbers(second.eval()), Relative.numbers(expected.eval())))
                    .isLessThan(TOLERANCE);
        }
    }

    /** A name of the user's own in the graph is not taken for a mask. */
    @Test
    void aVariableThatHappensToHaveTheNameOfAMaskIsLeftAlone() {
        LoopShape shape = new LoopShape(1, 4, 1, 4, false);
        try (Model model = TinyModels.gpt2(BOTTLENECK, 11)) {
            SameDiff graph = SameDiff.create();
            model.parameters().declareVariables(graph);
            SDVariable expected = bottleneck(graph, model, shape);
            SameDiff taken = SameDiff.create();
            model.parameters().declareVariables(taken);
            graph.variables().stream()
                    .filter(variable -> variable.isConstant() && variable.name().matches("(causal|bottleneck).*"))
                    .forEach(mask -> taken.constant(mask.name(), mask.getArr().mul(0)));

            assertThat(Relative.error(
                            Relative.numbers(bottleneck(taken, model, shape).eval()),
                            Relative.numbers(expected.eval())))
                    .isLessThan(TOLERANCE);
        }
    }

    /** Logits of the columns from 6 on. */
    private static SDVariable bottleneck(SameDiff sd, Model model, LoopShape shape) {
        INDArray words = Nd4j.arange(shape.wordColumns()).fmod(7).castTo(DataType.INT32);
        LoopInputs inputs = new LoopInputs(
                sd.constant(words),
                sd.constant(Nd4j.arange(shape.columns()).castTo(DataType.INT32)),
                sd.constant(Nd4j.zeros(1, shape.columns())),
                null);
        return LatentLoop.over(model.config().in(sd), shape).bottleneck().logits(inputs, 6);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void withoutGradientThroughTimeThoughtsAreConstants(List<TokenRow> rows) {
        Parameters parameters = TinyModels.gpt2Doubles(STANDARD, 7);
        PlainGpt2 plain = new PlainGpt2(STANDARD, parameters);
        List<double[][]> thoughts =
                rows.stream().map(row -> plain.thoughts(row.ids())).toList();
        LoopGraph graph = LoopGraph.gpt2(STOPPED, parameters, TokenRow.batch(STOPPED, 0, 0, rows));
        FiniteDifferenceTest.check(graph, parameters, () -> {
            double loss = 0;
            for (int row = 0; row < rows.size(); row++) {
                loss += plain.loss(rows.get(row).ids(), rows.get(row).answer(), thoughts.get(row));
            }
            return loss;
        });
    }

    @ParameterizedTest
    @MethodSource("batches")
    void theFastPlanTrainsLikeThePlainOne(List<TokenRow> rows) {
        for (ModelConfig config : List.of(STANDARD, STOPPED, BOTTLENECK, REPEATED)) {
            try (Model model = TinyModels.gpt2(config, 8)) {
                LoopGraph graph = LoopGraph.gpt2(config, model.parameters(), TokenRow.batch(config, 1, 1, rows));
                LoopGraph.Results plain = graph.run(Mode.REFERENCE);
                graph.run(Mode.FAST).gradients().forEach((name, gradient) -> assertThat(
                                Relative.error(gradient, plain.gradients().get(name)))
                        .as("%s, %s", config.loop(), name)
                        .isLessThan(TOLERANCE));
            }
        }
    }

    @Test
    void withoutGradientThroughTimeTheForwardPassIsTheSame() {
        List<TokenRow> rows = rows(new int[][] {{4, 3, 3}, {3, 1, 4}});
        try (Model model = TinyModels.gpt2(8)) {
            LoopGraph.Results with = LoopGraph.gpt2(STANDARD, model.parameters(), TokenRow.batch(STANDARD, 0, 0, rows))
                    .run(Mode.FAST);
            LoopGraph.Results without = LoopGraph.gpt2(STOPPED, model.parameters(), TokenRow.batch(STOPPED, 0, 0, rows))
                    .run(Mode.FAST);
            assertThat(without.loss()).isEqualTo(with.loss());
            assertThat(without.logits()).isEqualTo(with.logits());
            assertThat(Relative.error(
                            without.gradients().get(Gpt2Layout.TOKENS),
                            with.gradients().get(Gpt2Layout.TOKENS)))
                    .isGreaterThan(0.01);
        }
    }

    /** Pauses are words: running them in passes of their own, as thoughts are run, is one pass over all of them. */
    @Test
    void pausesInSeveralPassesAreThePausesOfOnePass() {
        int[] ids = {1, 5, 2, 7, 7, 7, 4, 3};
        try (Model model = TinyModels.gpt2(9)) {
            INDArray single = inPasses(model, ids, 8);
            assertThat(Relative.error(inPasses(model, ids, 3, 1, 1, 3), single)).isLessThan(TOLERANCE);
            assertThat(Relative.error(Relative.numbers(single), PlainGpt2.logits(model, ids)))
                    .isLessThan(TOLERANCE);
        }
    }

    /** Logits of a row of words that is run over so many columns at a time. */
    private static INDArray inPasses(Model model, int[] ids, int... columns) {
        SameDiff sd = SameDiff.create();
        model.parameters().declareVariables(sd);
        Decoder gpt2 = model.config().in(sd);
        KeyValues past = new KeyValues();
        SDVariable[] hidden = new SDVariable[columns.length];
        int begin = 0;
        for (int i = 0; i < columns.length; i++) {
            int end = begin + columns[i];
            SDVariable words = gpt2.embed(sd.constant(Nd4j.createFromArray(Arrays.copyOfRange(ids, begin, end))));
            SDVariable positions = sd.constant(Nd4j.arange(begin, end).castTo(DataType.INT32));
            INDArray later = Nd4j.zeros(columns[i], end);
            for (int query = 0; query < columns[i]; query++) {
                for (int key = begin + query + 1; key < end; key++) {
                    later.putScalar(query, key, -700);
                }
            }
            Pass.Mask mask = (scores, queries) -> scores.add(sd.constant(later));
            hidden[i] = gpt2.run(words, new Pass(1, columns[i], columns[i], positions, mask, past));
            begin = end;
        }
        SDVariable logits = gpt2.logits(hidden.length == 1 ? hidden[0] : sd.concat(0, hidden));
        return sd.outputSingle(Map.of(), logits.name());
    }

    /** The plan for generation and the graph of {@code model.fb} know of the loop by the model's config.json alone. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void generationSeesWhatTrainingSees(Mode mode) {
        generationIsAsInPlainArithmetic(mode, BOTTLENECK);
        generationIsAsInPlainArithmetic(mode, REPEATED);
    }

    private void generationIsAsInPlainArithmetic(Mode mode, ModelConfig config) {
        try (Model made = TinyModels.gpt2(config, 12)) {
            ModelFolder.save(made, folder.toPath());
        }
        try (Model model = ModelFolder.load(folder.toPath());
                Generator generator = new Generator(
                        model, ExecutorOptions.defaults().withMode(mode).withStreams(2))) {
            List<TokenRow> prompts = rows(new int[][] {{4, 2, 0}, {3, 1, 1}, {6, 0, 0}, {2, 2, 2}, {5, 1, 0}}).stream()
                    .map(row -> TokenRow.prompt(config, row.ids()))
                    .toList();
            List<int[]> written = generator.generate(TokenRow.batch(config, 1, 0, prompts), 10);
            for (int row = 0; row < prompts.size(); row++) {
                int[] prompt = prompts.get(row).ids();
                assertThat(written.get(row)).as("row %d", row).isEqualTo(PlainGpt2.greedy(model, prompt, 10));
            }
            int[] prompt = prompts.get(3).ids();
            assertThat(StockDecoder.decode(saved(model, 2), prompt, 10)).isEqualTo(written.get(3));
        }
    }

    /** From the question alone, from thoughts on, and behind them: the step knows everywhere what it may see. */
    @Test
    void stepsThroughABottleneckWriteWhatGenerationWrites() {
        try (Model model = TinyModels.gpt2(BOTTLENECK, 12);
                Generator generator = new Generator(model, ExecutorOptions.defaults())) {
            List<TokenRow> prompts = rows(new int[][] {{4, 2, 1}, {3, 1, 2}, {6, 3, 1}, {5, 2, 0}, {4, 0, 3}}).stream()
                    .map(row -> TokenRow.prompt(BOTTLENECK, row.ids()))
                    .toList();
            List<int[]> written = generator.generate(TokenRow.batch(BOTTLENECK, 0, 0, prompts), 10);
            File file = new File(folder, "step.fb");
            SameDiffFiles.writeStep(model, file.toPath());
            SameDiff step = SameDiff.load(file, false);
            assertThat(written).anySatisfy(words -> assertThat(words).hasSizeGreaterThan(3));
            for (int row = 0; row < prompts.size(); row++) {
                int[] prompt = prompts.get(row).ids();
                int latent = BOTTLENECK.tokens().latent();
                int thoughts =
                        (int) Arrays.stream(prompt).filter(id -> id == latent).count();
                assertThat(StockDecoder.decodeByStep(saved(model, 0), step, prompt, 10))
                        .as("row %d, column by column from the first thought on", row)
                        .isEqualTo(written.get(row));
                assertThat(StockDecoder.decodeByStep(saved(model, thoughts), prompt.length, step, prompt, 10))
                        .as("row %d, column by column behind the prompt", row)
                        .isEqualTo(written.get(row));
            }
        }
    }

    private SameDiff saved(Model model, int thoughts) {
        File file = new File(folder, "model.fb");
        SameDiffFiles.write(model, thoughts, file.toPath());
        return SameDiff.load(file, false);
    }

    @Test
    void newTokensStartAsCopiesOfTheLatentToken() {
        Model model = TinyModels.gpt2(13);
        double[] tokens = Relative.numbers(model.parameters().get(Gpt2Layout.TOKENS));
        double[] positions = Relative.numbers(model.parameters().get(Gpt2Layout.POSITIONS));
        int width = STANDARD.width();
        double[] latent = Arrays.copyOfRange(
                tokens, STANDARD.tokens().latent() * width, (STANDARD.tokens().latent() + 1) * width);
        try (Model larger = model.withTokens(STANDARD.vocabulary(), STANDARD.vocabulary() + 2)) {
            double[] more = Relative.numbers(larger.parameters().get(Gpt2Layout.TOKENS));
            assertThat(Arrays.copyOf(more, tokens.length)).isEqualTo(tokens);
            assertThat(Arrays.copyOfRange(more, tokens.length, tokens.length + width))
                    .isEqualTo(latent);
            assertThat(Arrays.copyOfRange(more, tokens.length + width, more.length))
                    .isEqualTo(latent);
            assertThat(Relative.numbers(larger.parameters().get(Gpt2Layout.POSITIONS)))
                    .isEqualTo(positions);
            assertThat(larger.config().vocabulary()).isEqualTo(STANDARD.vocabulary() + 2);
        }
    }
}
