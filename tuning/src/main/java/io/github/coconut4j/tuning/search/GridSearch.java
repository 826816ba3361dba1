package io.github.coconut4j.tuning.search;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.space.CoconutSpace;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;

/**
 * Every combination once, in order.
 *
 * @param points of each range of numbers; lists and whole numbers are taken in full
 */
public record GridSearch(int points) implements Search {

    /** @throws CurriculumException if there are fewer than two points */
    public GridSearch {
        if (points < 2) {
            throw new CurriculumException("points must be at least 2, not " + points + ".");
        }
    }

    /** The same with this many points in each range of numbers. */
    public GridSearch points(int count) {
        return new GridSearch(count);
    }

    @Override
    public CandidateGenerator generator(CoconutSpace space, ScoreFunction score) {
        return grid(space);
    }

    @Override
    public int most(CoconutSpace space) {
        return grid(space).getTotalNumCandidates();
    }

    private GridSearchCandidateGenerator grid(CoconutSpace space) {
        // The other order, RandomOrder, shuffles without a seed.
        return new GridSearchCandidateGenerator(
                space, points, GridSearchCandidateGenerator.Mode.Sequential, Map.of(), false);
    }
}
