package io.github.coconut4j.tuning.search;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.space.CoconutSpace;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/**
 * Every combination once, in order.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .search(grid().points(3))
 *
 * search: {type: grid, points: 3}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if there are fewer than two points.
 *
 * @param points of each range of numbers; lists and whole numbers are taken in full
 */
public record GridSearch(int points) implements Search {
    private static final int MOST = 1_000_000;

    public GridSearch {
        if (points < 2) {
            throw new CurriculumException("points must be at least 2, not " + points + ".");
        }
        if (points > 1000) {
            throw new CurriculumException("points must be at most 1000, not " + points + ".");
        }
    }

    /**
     * {@return the same with this many points in each range of numbers}
     *
     * @param count 2 to 1000
     */
    public GridSearch points(int count) {
        return new GridSearch(count);
    }

    @Override
    public CandidateGenerator generator(CoconutSpace space, ScoreFunction score) {
        return grid(space);
    }

    @Override
    public int candidateLimit(CoconutSpace space) {
        return grid(space).getTotalNumCandidates();
    }

    /** Arbiter multiplies as it comes, beyond the largest number. */
    private void requireCountable(CoconutSpace space) {
        double product = 1;
        for (ParameterSpace<?> leaf : space.collectLeaves()) {
            product *= leaf instanceof DiscreteParameterSpace<?> list
                    ? list.numValues()
                    : leaf instanceof IntegerParameterSpace range
                            ? Math.min(points, range.getMax() - range.getMin() + 1)
                            : points;
        }
        if (product > MOST) {
            throw new CurriculumException(String.format(
                    Locale.ROOT,
                    "search: the grid has %.3g points, more than %d; name fewer values, or take a random search.",
                    product,
                    MOST));
        }
    }

    private GridSearchCandidateGenerator grid(CoconutSpace space) {
        requireCountable(space);
        // The other order, RandomOrder, shuffles without a seed.
        return new GridSearchCandidateGenerator(
                space, points, GridSearchCandidateGenerator.Mode.Sequential, Map.of(), false);
    }
}
