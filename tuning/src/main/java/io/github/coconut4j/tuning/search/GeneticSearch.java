package io.github.coconut4j.tuning.search;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.space.CoconutSpace;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.SynchronizedRandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.SinglePointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;

/**
 * Crossings and mutations of the best candidates so far, after a random first population. A candidate depends on the scores
 * before it, so candidates are trained one after the other.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .search(genetic(1).population(12))
 *
 * search: {type: genetic, seed: 1, population: 12}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if the population is too small for parents.
 *
 * @param seed of all random choices
 * @param population number of candidates that may have offspring
 */
public record GeneticSearch(long seed, int population) implements Search {

    public GeneticSearch {
        if (population < 4) {
            throw new CurriculumException("population must be at least 4, not " + population + ".");
        }
        if (population > 10_000) {
            throw new CurriculumException("population must be at most 10000, not " + population + ".");
        }
    }

    /**
     * {@return the same with this many candidates that may have offspring}
     *
     * @param count 4 to 10,000
     */
    public GeneticSearch population(int count) {
        return new GeneticSearch(seed, count);
    }

    @Override
    public CandidateGenerator generator(CoconutSpace space, ScoreFunction score) {
        // Every operator has a random generator of its own that no seed reaches, unless it is given one.
        RandomGenerator random = new SynchronizedRandomGenerator(new JDKRandomGenerator(Long.hashCode(seed)));
        GeneticSearchCandidateGenerator generator = new GeneticSearchCandidateGenerator.Builder(space, score)
                .populationModel(
                        new PopulationModel.Builder().populationSize(population).build())
                .selectionOperator(new GeneticSelectionOperator.Builder()
                        .randomGenerator(random)
                        .crossoverOperator(new SinglePointCrossover.Builder()
                                .randomGenerator(random)
                                .parentSelection(new RandomTwoParentSelection(random))
                                .build())
                        .mutationOperator(new RandomMutationOperator.Builder()
                                .randomGenerator(random)
                                .build())
                        .build())
                .build();
        generator.setRngSeed(seed);
        return generator;
    }

    @Override
    public boolean learns() {
        return true;
    }
}
