package io.github.coconut4j.tuning.search;

import io.github.coconut4j.tuning.space.CoconutSpace;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;

/**
 * Independent draws.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .search(random(1))
 *
 * search: {type: random, seed: 1}
 * }</pre>
 *
 * @param seed of the draws
 */
public record RandomSearch(long seed) implements Search {

    @Override
    public CandidateGenerator generator(CoconutSpace space, ScoreFunction score) {
        RandomSearchGenerator generator = new RandomSearchGenerator(space);
        generator.setRngSeed(seed);
        return generator;
    }
}
