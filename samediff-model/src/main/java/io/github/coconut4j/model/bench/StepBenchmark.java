package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.OffHeap;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.AdamWConfig;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Times forward passes and whole training steps of one shape, again and again if asked: so that another program can run in between. */
public final class StepBenchmark implements AutoCloseable {
    private static final int PROFILED_STEPS = 3;
    private static final double LEARNING_RATE = 1e-4;

    private final Model model;
    private final Executor executor;
    private final AdamW optimiser;
    private final MultiDataSet batch;
    private final ExecutorOptions options;

    /**
     * A benchmark of a model of this shape with random weights.
     *
     * @param shape sizes of model and batch
     * @param options streams, mode and memory
     */
    public StepBenchmark(BenchmarkShape shape, ExecutorOptions options) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(0);
        this.options = options;
        this.model = Model.create(shape.config(), Initialisation.GPT2, 0);
        this.executor = new Executor(model, options);
        this.optimiser = new AdamW(model, new AdamWConfig(0.9, 0.999, 1e-8, 0.01, AdamWConfig.Decayed.ALL, 0));
        this.batch = shape.batch(random);
    }

    /**
     * Runs both without counting, each for so long, until plans are compiled and code is warm.
     *
     * @param each how long
     */
    public void warmUp(Duration each) {
        Timing.warmUp(each, this::forward);
        Timing.warmUp(each, this::step);
    }

    /**
     * {@return median seconds of a forward pass}
     *
     * @param runs how many are timed
     */
    public double forwardSeconds(int runs) {
        return Timing.median(Timing.seconds(runs, this::forward));
    }

    /**
     * {@return median seconds of a training step}
     *
     * @param runs how many are timed
     */
    public double stepSeconds(int runs) {
        return Timing.median(Timing.seconds(runs, this::step));
    }

    /** {@return billions of operations in the matrix products of a step} */
    public double gigaflop() {
        return executor.productOperations(batch) * options.streams() / 1e9;
    }

    /** {@return bytes of intermediate values that a step takes, known before one is run} */
    public long planBytes() {
        return executor.prepare(batch).bytes();
    }

    /**
     * {@return all figures of a step, given the two medians}
     *
     * @param forwardSeconds see {@link #forwardSeconds}
     * @param stepSeconds see {@link #stepSeconds}
     */
    public StepResult result(double forwardSeconds, double stepSeconds) {
        int runs = 4;
        long before = OffHeap.bytes();
        long made = OffHeap.made();
        Timing.seconds(runs, this::step);
        long arrays = (OffHeap.made() - made - 1) / runs; // the count itself counts
        long left = Math.max(0, OffHeap.bytes() - before) / runs;
        double gigaflops = gigaflop() / stepSeconds;
        double peak = PeakProducts.gigaflops(options.streams());
        return new StepResult(
                forwardSeconds,
                stepSeconds,
                gigaflops,
                gigaflops / peak,
                shares(),
                executor.bytes(),
                executor.plans(),
                ResidentMemory.peak(ProcessHandle.current()),
                left,
                arrays,
                model.parameters().count());
    }

    private void forward() {
        executor.loss(batch);
    }

    private void step() {
        Loss loss = executor.accumulate(batch);
        optimiser.step(executor, LEARNING_RATE, loss.tokens());
    }

    private Map<String, Double> shares() {
        Map<String, Double> seconds = Map.of();
        for (int i = 0; i < PROFILED_STEPS; i++) {
            seconds = executor.profile(batch);
        }
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        seconds.forEach((name, time) -> shares.put(name, time / all));
        return shares;
    }

    @Override
    public void close() {
        optimiser.close();
        executor.close();
        model.close();
    }
}
