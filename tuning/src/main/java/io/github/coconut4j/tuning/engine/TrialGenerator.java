package io.github.coconut4j.tuning.engine;

import io.github.coconut4j.tuning.trial.Trial;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/**
 * Candidates that are known beforehand, one after the other. A runner that is given as many as it may train at once neither
 * draws more than there should be nor waits for one that does not come.
 */
@SuppressWarnings("rawtypes") // Arbiter's signatures
final class TrialGenerator implements CandidateGenerator {
    private final Iterator<Trial> trials;

    TrialGenerator(List<Trial> trials) {
        this.trials = trials.iterator();
    }

    @Override
    public boolean hasMoreCandidates() {
        return trials.hasNext();
    }

    @Override
    public Candidate getCandidate() {
        Trial trial = trials.next();
        return new Candidate<>(trial, trial.candidate(), new double[0]);
    }

    @Override
    public void reportResults(OptimizationResult result) {}

    @Override
    public ParameterSpace<?> getParameterSpace() {
        throw new UnsupportedOperationException("the candidates have been drawn already");
    }

    @Override
    public void setRngSeed(long seed) {}

    @Override
    public Class<?> getCandidateType() {
        return Trial.class;
    }
}
