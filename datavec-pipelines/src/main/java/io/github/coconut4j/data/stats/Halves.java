package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.RowRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Problems in two halves: a rule is fitted on one and scored on the other, both ways round. Problems with the same facts,
 * such as twins, are in the same half: what a rule learns from one is wrong for the other.
 *
 * @param <T> what a rule is told about a problem
 */
final class Halves<T> {
    private static final int FEWEST = 20;

    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<List<T>> halves = List.of(new ArrayList<>(), new ArrayList<>());

    /** @param facts equal for equal facts; whether a few different ones are taken for equal does not matter */
    void add(Object facts, T problem) {
        int number = numbers.computeIfAbsent(facts, unknown -> numbers.size());
        halves.get((int) RowRandom.hash(0, 0, number) & 1).add(problem); // by lot: every other one may be special
    }

    /** Whether there are at least {@value #FEWEST} different sets of facts. */
    boolean areEnough() {
        return numbers.size() >= FEWEST;
    }

    /**
     * How often a rule is right.
     *
     * @param fit from some problems to a rule: above 0 where it is right, below where it is wrong, 0 if it cannot decide
     */
    Shortcut score(String rule, Function<List<T>, ToDoubleFunction<T>> fit) {
        double right = 0;
        for (int half = 0; half < 2; half++) {
            ToDoubleFunction<T> fitted = fit.apply(halves.get(half));
            for (T problem : halves.get(1 - half)) {
                right += (1 + Math.signum(fitted.applyAsDouble(problem))) / 2;
            }
        }
        return Shortcut.of(rule, right, halves.get(0).size() + halves.get(1).size());
    }
}
