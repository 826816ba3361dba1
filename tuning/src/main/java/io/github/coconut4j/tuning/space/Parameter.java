package io.github.coconut4j.tuning.space;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.coconut4j.curriculum.CurriculumException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/**
 * One key of an experiment and what it may be: a list of values, or a range. A range whose ends are whole numbers holds the
 * whole numbers between them, both ends included; any other range all numbers between them.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .over(values("layers", 2, 4), values("init_std", range(0.02, 0.1)),
 *         thoughtsPerStep(range(0, 3)), uniformProb(0.0, 0.1), resetOptimizer(),
 *         learningRate(logRange(1e-4, 1e-2)), method("coconut", "cot"))
 *
 * over:
 *   - {key: layers, values: [2, 4]}
 *   - {key: init_std, from: 0.02, to: 0.1}
 *   - {key: thoughts_per_step, from: 0, to: 3}
 *   - {key: curriculum.uniform_prob, values: [0.0, 0.1]}
 *   - {key: curriculum.reset_optimizer, values: [true, false]}
 *   - {key: optimizer.lr, from: 1.0e-4, to: 1.0e-2, scale: log}
 *   - {key: method, values: [coconut, cot]}
 * }</pre>
 *
 * <pre>{@code
 * .over(schedules(List.of(2, 1, 1), List.of(3, 1, 2)))
 *
 * over:
 *   - {key: curriculum.epochs, values: [[2, 1, 1], [3, 1, 2]]}
 * }</pre>
 *
 * <pre>{@code
 * .over(latentStages(2, 3), epochsPerStage(1, 2))
 *
 * over:
 *   - {key: curriculum.stages, values: [2, 3]}
 *   - {key: curriculum.epochs, values: [1, 2]}
 * }</pre>
 *
 * <pre>{@code
 * .over(epochsOfStage(0, range(1, 4)))
 *
 * over:
 *   - {key: curriculum.epochs.0, from: 1, to: 4}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if it is neither a list nor a range, or an empty one.
 *
 * @param key as on the command line: a path such as {@code optimizer.lr}, or its last part where only one place has it
 * @param values to choose from, each a number, a text, a truth value, a list (epochs of each stage) or a map (a method with
 *     its settings); {@code null} for a range
 * @param from lower end of the range, {@code null} for a list
 * @param to upper end of the range, {@code null} for a list
 * @param scale of a range of numbers; {@code null} for a list, and for whole numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Parameter(String key, List<Object> values, Number from, Number to, Scale scale) {
    /** The number of whole numbers in a range is an int in Arbiter. */
    private static final long MOST_WHOLE = 1_000_000_000;

    public Parameter {
        if (key == null || !key.matches("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*")) {
            throw new CurriculumException("key must name a key of the experiment, for instance thoughts_per_step, not "
                    + (key == null ? "nothing" : "\"" + key + "\"") + ".");
        }
        if ((values == null) == (from == null && to == null)) {
            throw new CurriculumException(
                    "values or a range from and to: one of them says what " + key + " may be, not both.");
        }
        if (values == null) {
            scale = checkedScale(key, from, to, scale);
        } else {
            requireDistinct(key, values);
            values = List.copyOf(values);
            if (scale != null) {
                throw new CurriculumException("scale belongs to a range; " + key + " has a list of values.");
            }
        }
    }

    /**
     * {@return a key and the values it may have}
     *
     * @param key of an experiment
     * @param values one or more
     */
    public static Parameter of(String key, List<?> values) {
        return new Parameter(key, List.copyOf(values), null, null, null);
    }

    /**
     * {@return a key and the range its value lies in}
     *
     * @param key of an experiment
     * @param range of numbers
     */
    public static Parameter of(String key, Range range) {
        return new Parameter(key, null, range.from(), range.to(), range.scale());
    }

    private static Scale checkedScale(String key, Number from, Number to, Scale scale) {
        if (from == null || to == null) {
            throw new CurriculumException(
                    (from == null ? "from" : "to") + " is missing: the range of " + key + " needs both ends.");
        }
        if (!(from.doubleValue() <= to.doubleValue())
                || Double.isInfinite(from.doubleValue())
                || Double.isInfinite(to.doubleValue())) {
            throw new CurriculumException(
                    "from must not be above to; the range of " + key + " is " + from + " to " + to + ".");
        }
        if (isWhole(from) && isWhole(to)) {
            if (from.longValue() < -MOST_WHOLE || to.longValue() > MOST_WHOLE) {
                throw new CurriculumException("the range of " + key + " must lie between -" + MOST_WHOLE + " and "
                        + MOST_WHOLE + ", not " + from + " to " + to + ".");
            }
            if (scale == Scale.LOG) {
                throw new CurriculumException("scale log is for numbers with a point; the ends of " + key
                        + " are whole. Write " + from + ".0, or leave scale out.");
            }
            return null;
        }
        if (scale == Scale.LOG && from.doubleValue() <= 0) {
            throw new CurriculumException("from must be above 0 on a log scale, not " + from + ".");
        }
        if (from.doubleValue() == to.doubleValue()) {
            throw new CurriculumException(
                    "from must be below to; the range of " + key + " is " + from + " to " + to + ".");
        }
        return scale == null ? Scale.LINEAR : scale;
    }

    private static void requireDistinct(String key, List<Object> values) {
        if (values.isEmpty()) {
            throw new CurriculumException("values is empty; name at least one for " + key + ".");
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            throw new CurriculumException("values of " + key + " has a place without a value.");
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw new CurriculumException("values names one value of " + key + " twice: " + values + ".");
        }
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    /** {@return the same as Arbiter's space, a new one each time} */
    public ParameterSpace<?> toArbiter() {
        if (values != null) {
            return new DiscreteParameterSpace<>(values);
        }
        if (scale == null) {
            return new IntegerParameterSpace(from.intValue(), to.intValue());
        }
        return scale == Scale.LOG
                ? new ContinuousParameterSpace(new LogUniformDistribution(from.doubleValue(), to.doubleValue()))
                : new ContinuousParameterSpace(from.doubleValue(), to.doubleValue());
    }
}
