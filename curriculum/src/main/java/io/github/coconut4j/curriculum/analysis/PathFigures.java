package io.github.coconut4j.curriculum.analysis;

import io.github.coconut4j.curriculum.analysis.tree.PathOutcome;
import java.util.Map;

/**
 * What a model wrote after k thoughts.
 *
 * @param thoughts k
 * @param known whether the end of training has shown it so few, or so many
 * @param outcomes number of problems in each class
 */
public record PathFigures(int thoughts, boolean known, Map<PathOutcome, Integer> outcomes) {
    public PathFigures {
        outcomes = Map.copyOf(outcomes);
    }

    /**
     * {@return the share of a class, 0 to 1; 0 where nothing was asked}
     *
     * @param outcome one of the classes
     */
    public double share(PathOutcome outcome) {
        int all = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : (double) outcomes.getOrDefault(outcome, 0) / all;
    }
}
