package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.ExecutorOptions;
import io.github.coconut4j.model.Generator;
import io.github.coconut4j.model.Initialisation;
import io.github.coconut4j.model.Model;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Times greedy generation: in batches with keys and values kept, against one question at a time with everything run again for each new token. */
public final class GenerationBenchmark implements AutoCloseable {
    private final Model model;
    private final Generator generator;
    private final BenchmarkShape shape;
    private final int[][] questions;

    /** Draws {@code count} random questions; the random model seldom ends an answer early, so each gets {@code shape.answer()} tokens. */
    public GenerationBenchmark(BenchmarkShape shape, int count, ExecutorOptions options) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(0);
        this.shape = shape;
        this.model = Model.create(shape.config(), Initialisation.GPT2, 0);
        this.generator = new Generator(model, options);
        this.questions = shape.prompts(random, count);
    }

    /**
     * Questions a second in both ways.
     *
     * @param batched in batches, keys and values kept
     * @param oneByOne one at a time, the whole sequence again for every token
     * @param sameAnswers whether both gave the same tokens, which they must
     */
    public record Result(double batched, double oneByOne, boolean sameAnswers) {
        /** How many times as fast batches are. */
        public double ratio() {
            return batched / oneByOne;
        }
    }

    /** Measures both ways, after one run of each that only warms up. */
    public Result run() {
        int[][] batched = inBatches();
        int[][] oneByOne = oneByOne();
        boolean same = Arrays.deepEquals(batched, oneByOne);
        double fast = Timing.seconds(1, this::inBatches)[0];
        double slow = Timing.seconds(1, this::oneByOne)[0];
        return new Result(questions.length / fast, questions.length / slow, same);
    }

    private int[][] inBatches() {
        int[][] answers = new int[questions.length][];
        for (int from = 0; from < questions.length; from += shape.rows()) {
            int to = Math.min(questions.length, from + shape.rows());
            var part = generator.generate(prompts(Arrays.copyOfRange(questions, from, to)), shape.answer());
            for (int row = 0; row < part.size(); row++) {
                answers[from + row] = part.get(row);
            }
        }
        return answers;
    }

    private int[][] oneByOne() {
        int[][] answers = new int[questions.length][];
        for (int row = 0; row < questions.length; row++) {
            int[] sequence = questions[row];
            boolean open = true;
            while (open && sequence.length < questions[row].length + shape.answer()) {
                int[] next =
                        generator.generate(prompts(new int[][] {sequence}), 1).get(0);
                open = next.length > 0;
                sequence = open ? append(sequence, next[0]) : sequence;
            }
            answers[row] = Arrays.copyOfRange(sequence, questions[row].length, sequence.length);
        }
        return answers;
    }

    private static int[] append(int[] sequence, int token) {
        int[] longer = Arrays.copyOf(sequence, sequence.length + 1);
        longer[sequence.length] = token;
        return longer;
    }

    private static MultiDataSet prompts(int[][] ids) {
        return BenchmarkShape.dataSet(ids, new INDArray[0]);
    }

    @Override
    public void close() {
        generator.close();
        model.close();
    }
}
