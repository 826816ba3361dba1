package io.github.coconut4j.tuning.trial;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/**
 * How good a candidate is: its share of right answers to the validation problems, less a price for each token of thinking.
 * Higher is better. The test problems have no say in it, so that they can judge the winner.
 *
 * @param pricePerToken what one thought or one written token costs, as a share of right answers; 0 for accuracy alone
 */
public record Score(double pricePerToken) implements ScoreFunction {

    /**
     * {@return thoughts and written tokens for a mean answer}
     *
     * @param evaluation of the validation problems
     */
    public static double thinkingTokens(Evaluation evaluation) {
        return evaluation.thoughts() + evaluation.newTokens();
    }

    /**
     * {@return the score of some answers}
     *
     * @param evaluation of the validation problems
     */
    public double of(Evaluation evaluation) {
        return evaluation.accuracy() - pricePerToken * thinkingTokens(evaluation);
    }

    @Override
    @SuppressWarnings("deprecation") // Arbiter's signature
    public double score(Object model, DataProvider data, Map<String, Object> dataParameters) {
        return of(((TrialResult) model).validation());
    }

    @Override
    public double score(Object model, Class<? extends DataSource> data, Properties properties) {
        return of(((TrialResult) model).validation());
    }

    @Override
    public boolean minimize() {
        return false;
    }

    @Override
    public List<Class<?>> getSupportedModelTypes() {
        return List.of(TrialResult.class);
    }

    @Override
    public List<Class<?>> getSupportedDataTypes() {
        return List.of();
    }
}
