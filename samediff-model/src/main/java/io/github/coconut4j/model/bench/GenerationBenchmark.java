package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Times greedy generation in batches with keys and values kept, and in turn with it one question at a time, in both ways of {@link OneByOne}. */
public final class GenerationBenchmark implements AutoCloseable {
    private static final int REPEATS = 20;

    private final Model model;
    private final Generator generator;
    private final OneByOne oneByOne;
    private final BenchmarkShape shape;
    private final int[][] questions;
    private final List<MultiDataSet> batches = new ArrayList<>();

    /**
     * Draws {@code count} random questions; the random model seldom ends an answer early, so each gets {@code shape.answer()} words.
     *
     * @param shape sizes of model and questions
     * @param count how many questions
     * @param options streams, mode and memory
     */
    public GenerationBenchmark(BenchmarkShape shape, int count, ExecutorOptions options) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(0);
        this.shape = shape;
        this.model = Model.create(shape.config(), Initialisation.GPT2, 0);
        this.generator = new Generator(model, options);
        this.oneByOne = new OneByOne(model, shape);
        int[][] prompts = shape.prompts(random, count);
        for (int from = 0; from < count; from += shape.rows()) {
            int[][] batch = Arrays.copyOfRange(prompts, from, Math.min(count, from + shape.rows()));
            batches.add(BenchmarkShape.dataSet(batch, new INDArray[0]));
        }
        this.questions = Arrays.stream(prompts)
                .map(prompt -> Arrays.copyOf(prompt, shape.question()))
                .toArray(int[][]::new);
    }

    /**
     * Questions a second, medians over the rounds.
     *
     * @param batched in batches, keys and values kept
     * @param withoutCache one at a time, the whole sequence again for every thought and every word
     * @param official one at a time, keys and values kept between thoughts, the whole sequence again for every word but the first
     * @param ratio batched over without cache: the median of the rounds' ratios
     * @param officialRatio the same over official
     * @param sameAnswers whether all three gave the same tokens, which they must
     */
    public record Result(
            double batched,
            double withoutCache,
            double official,
            double ratio,
            double officialRatio,
            boolean sameAnswers) {}

    /**
     * Measures the three ways in turn, {@code rounds} times, after each has run for a while.
     *
     * @param rounds how often each way is timed
     * @param warmUp how long; the JIT compiler is at work for several seconds
     * @return medians of the rounds
     */
    public Result run(int rounds, Duration warmUp) {
        int[][] answers = inBatches();
        boolean same = Arrays.deepEquals(answers, each(oneByOne::withoutCache))
                && Arrays.deepEquals(answers, each(oneByOne::official));
        Timing.warmUp(warmUp, this::inBatches);
        Timing.warmUp(warmUp, () -> each(oneByOne::withoutCache));
        Timing.warmUp(warmUp, () -> each(oneByOne::official));
        double[] batched = new double[rounds];
        double[] withoutCache = new double[rounds];
        double[] official = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            batched[round] = Timing.median(Timing.seconds(REPEATS, this::inBatches));
            withoutCache[round] = Timing.seconds(1, () -> each(oneByOne::withoutCache))[0];
            official[round] = Timing.seconds(1, () -> each(oneByOne::official))[0];
        }
        return new Result(
                questions.length / Timing.median(batched),
                questions.length / Timing.median(withoutCache),
                questions.length / Timing.median(official),
                Timing.median(Timing.ratios(withoutCache, batched)),
                Timing.median(Timing.ratios(official, batched)),
                same);
    }

    private int[][] inBatches() {
        return batches.stream()
                .flatMap(batch -> generator.generate(batch, shape.answer()).stream())
                .toArray(int[][]::new);
    }

    private int[][] each(Function<int[], int[]> way) {
        return Arrays.stream(questions).map(way).toArray(int[][]::new);
    }

    @Override
    public void close() {
        generator.close();
        oneByOne.close();
        model.close();
    }
}
