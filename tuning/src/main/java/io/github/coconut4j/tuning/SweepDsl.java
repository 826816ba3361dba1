package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.tuning.search.GeneticSearch;
import io.github.coconut4j.tuning.search.GridSearch;
import io.github.coconut4j.tuning.search.RandomSearch;
import io.github.coconut4j.tuning.space.Parameter;
import io.github.coconut4j.tuning.space.Range;
import io.github.coconut4j.tuning.space.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The words a sweep is written with; to be imported statically, beside those of an experiment. */
public final class SweepDsl {
    private SweepDsl() {}

    /** A sweep around an experiment, with every default; say with {@code over} what is searched. */
    public static Sweep sweep(Experiment base) {
        return Sweep.of(base);
    }

    /** Any key of an experiment and the values it may have. */
    public static Parameter values(String key, Object... values) {
        return Parameter.of(key, List.of(values));
    }

    /** Any key of an experiment and the range its value lies in. */
    public static Parameter values(String key, Range range) {
        return Parameter.of(key, range);
    }

    /** Thoughts for each step, {@code c} in the paper. */
    public static Parameter thoughtsPerStep(int... values) {
        return ints("thoughts_per_step", values);
    }

    /** Thoughts for each step, {@code c} in the paper. */
    public static Parameter thoughtsPerStep(Range range) {
        return Parameter.of("thoughts_per_step", range);
    }

    /** Epochs that every stage from 0 on lasts. */
    public static Parameter epochsPerStage(int... values) {
        return ints("curriculum.epochs", values);
    }

    /** Epochs that every stage from 0 on lasts. */
    public static Parameter epochsPerStage(Range range) {
        return Parameter.of("curriculum.epochs", range);
    }

    /** Epochs of each stage, beginning with stage 0: one list for each schedule. */
    @SafeVarargs
    public static Parameter schedules(List<Integer>... epochs) {
        List<Object> lists = new ArrayList<>();
        for (List<Integer> schedule : epochs) {
            lists.add(schedule);
        }
        return Parameter.of("curriculum.epochs", lists);
    }

    /** Epochs of one stage, the others as they are in the base. */
    public static Parameter epochsOfStage(int stage, Range range) {
        return Parameter.of("curriculum.epochs." + stage, range);
    }

    /** The highest number of steps that become thoughts; search the epochs with one number for all stages then. */
    public static Parameter latentStages(int... values) {
        return ints("curriculum.stages", values);
    }

    /** Probability that a problem is put into a random stage. */
    public static Parameter uniformProb(double... values) {
        return doubles("curriculum.uniform_prob", values);
    }

    /** Probability that a problem is put into a random stage. */
    public static Parameter uniformProb(Range range) {
        return Parameter.of("curriculum.uniform_prob", range);
    }

    /** Whether the optimizer forgets its moments at every change of stage, and not. */
    public static Parameter resetOptimizer() {
        return Parameter.of("curriculum.reset_optimizer", List.of(true, false));
    }

    /** The learning rate. */
    public static Parameter learningRate(double... values) {
        return doubles("optimizer.lr", values);
    }

    /** The learning rate. */
    public static Parameter learningRate(Range range) {
        return Parameter.of("optimizer.lr", range);
    }

    /** The method, by name. */
    public static Parameter method(String... names) {
        return Parameter.of("method", List.of(names));
    }

    /** Whole numbers, both ends included. */
    public static Range range(int from, int to) {
        return new Range(from, to, null);
    }

    /** All numbers between two. */
    public static Range range(double from, double to) {
        return new Range(from, to, Scale.LINEAR);
    }

    /** All numbers between two, spread over their logarithm. */
    public static Range logRange(double from, double to) {
        return new Range(from, to, Scale.LOG);
    }

    /** Independent draws. */
    public static RandomSearch random(long seed) {
        return new RandomSearch(seed);
    }

    /** Every combination, with five points in each range of numbers. */
    public static GridSearch grid() {
        return new GridSearch(5);
    }

    /** Crossings and mutations of the best ten so far. */
    public static GeneticSearch genetic(long seed) {
        return new GeneticSearch(seed, 10);
    }

    private static Parameter ints(String key, int... values) {
        return Parameter.of(key, IntStream.of(values).boxed().toList());
    }

    private static Parameter doubles(String key, double... values) {
        return Parameter.of(key, DoubleStream.of(values).boxed().toList());
    }
}
