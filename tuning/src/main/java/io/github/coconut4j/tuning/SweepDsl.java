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

    /**
     * {@return a sweep around an experiment, with every default; say with {@code over} what is searched}
     *
     * @param base whose method, data and settings are those of every candidate, but for what is searched
     */
    public static Sweep sweep(Experiment base) {
        return Sweep.of(base);
    }

    /**
     * {@return any key of an experiment and the values it may have}
     *
     * @param key with dots, as in {@code optimizer.lr}; its last part is enough where it is unique
     * @param values one or more, of the key's type
     */
    public static Parameter values(String key, Object... values) {
        return Parameter.of(key, List.of(values));
    }

    /**
     * {@return any key of an experiment and the range its value lies in}
     *
     * @param key with dots, as in {@code optimizer.lr}; its last part is enough where it is unique
     * @param range of numbers
     */
    public static Parameter values(String key, Range range) {
        return Parameter.of(key, range);
    }

    /**
     * {@return thoughts for each step, {@code c} in the paper}
     *
     * @param values each 0 or more
     */
    public static Parameter thoughtsPerStep(int... values) {
        return ints("thoughts_per_step", values);
    }

    /**
     * {@return thoughts for each step, {@code c} in the paper}
     *
     * @param range of whole numbers from 0
     */
    public static Parameter thoughtsPerStep(Range range) {
        return Parameter.of("thoughts_per_step", range);
    }

    /**
     * {@return epochs that every stage from 0 on lasts}
     *
     * @param values each 0 or more
     */
    public static Parameter epochsPerStage(int... values) {
        return ints("curriculum.epochs", values);
    }

    /**
     * {@return epochs that every stage from 0 on lasts}
     *
     * @param range of whole numbers from 0
     */
    public static Parameter epochsPerStage(Range range) {
        return Parameter.of("curriculum.epochs", range);
    }

    /**
     * {@return the epochs of each stage, beginning with stage 0: one list for each schedule}
     *
     * @param epochs as {@code curriculum.epochs} takes them
     */
    @SafeVarargs
    public static Parameter schedules(List<Integer>... epochs) {
        List<Object> lists = new ArrayList<>();
        for (List<Integer> schedule : epochs) {
            lists.add(schedule);
        }
        return Parameter.of("curriculum.epochs", lists);
    }

    /**
     * {@return the epochs of one stage, the others as they are in the base}
     *
     * @param stage from 0
     * @param range of whole numbers from 0
     */
    public static Parameter epochsOfStage(int stage, Range range) {
        return Parameter.of("curriculum.epochs." + stage, range);
    }

    /**
     * {@return the highest number of steps that become thoughts; search the epochs with one number for all stages then}
     *
     * @param values each 0 or more
     */
    public static Parameter latentStages(int... values) {
        return ints("curriculum.stages", values);
    }

    /**
     * {@return probability that a problem is put into a random stage}
     *
     * @param values each from 0 to 1
     */
    public static Parameter uniformProb(double... values) {
        return doubles("curriculum.uniform_prob", values);
    }

    /**
     * {@return probability that a problem is put into a random stage}
     *
     * @param range within 0 and 1
     */
    public static Parameter uniformProb(Range range) {
        return Parameter.of("curriculum.uniform_prob", range);
    }

    /** {@return whether the optimizer forgets its moments at every change of stage: both are tried} */
    public static Parameter resetOptimizer() {
        return Parameter.of("curriculum.reset_optimizer", List.of(true, false));
    }

    /**
     * {@return the learning rate}
     *
     * @param values each above 0
     */
    public static Parameter learningRate(double... values) {
        return doubles("optimizer.lr", values);
    }

    /**
     * {@return the learning rate}
     *
     * @param range above 0; {@link #logRange} draws small and large rates alike
     */
    public static Parameter learningRate(Range range) {
        return Parameter.of("optimizer.lr", range);
    }

    /**
     * {@return the method, by name}
     *
     * @param names as in YAML
     */
    public static Parameter method(String... names) {
        return Parameter.of("method", List.of(names));
    }

    /**
     * {@return whole numbers, both ends included}
     *
     * @param from the least
     * @param to the greatest, not below {@code from}
     */
    public static Range range(int from, int to) {
        return new Range(from, to, null);
    }

    /**
     * {@return all numbers between two}
     *
     * @param from the least
     * @param to the greatest, above {@code from}
     */
    public static Range range(double from, double to) {
        return new Range(from, to, Scale.LINEAR);
    }

    /**
     * {@return all numbers between two, spread over their logarithm}
     *
     * @param from above 0
     * @param to the greatest, above {@code from}
     */
    public static Range logRange(double from, double to) {
        return new Range(from, to, Scale.LOG);
    }

    /**
     * {@return independent draws}
     *
     * @param seed of the draws
     */
    public static RandomSearch random(long seed) {
        return new RandomSearch(seed);
    }

    /** {@return every combination, with five points in each range of numbers} */
    public static GridSearch grid() {
        return new GridSearch(5);
    }

    /**
     * {@return crossings and mutations of the best ten so far}
     *
     * @param seed of the draws, crossings and mutations
     */
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
