package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.search.Search;
import io.github.coconut4j.tuning.space.CoconutSpace;
import io.github.coconut4j.tuning.space.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/** Draws candidates from one of Arbiter's generators, each only once. Ends when there are enough or no new ones come. */
final class CandidateSource {
    /** So many repeated draws in a row mean that a small space has been drawn empty. */
    private static final int MOST_REPEATS = 1_000;

    private final CoconutSpace space;
    private final CandidateGenerator generator;
    private final int limit;
    private final Set<List<Setting>> seen = new HashSet<>();
    private final List<Candidate<?>> drawn = new ArrayList<>();

    /** @param limit most candidates to draw */
    CandidateSource(Search search, CoconutSpace space, ScoreFunction score, int limit) {
        this.space = space;
        this.limit = limit;
        generator = search.generator(space, score);
    }

    /** The next candidate, if there is one. */
    Optional<SweepCandidate> next() {
        for (int repeats = 0; drawn.size() < limit && repeats < MOST_REPEATS && hasMore(); repeats++) {
            Candidate<?> candidate = draw();
            if (candidate.getFlatParameters() == null) { // genetic search has found no offspring that is new
                continue;
            }
            List<Setting> settings = space.settings(candidate.getFlatParameters());
            if (seen.add(settings)) {
                drawn.add(candidate);
                return Optional.of(candidate(drawn.size() - 1, settings));
            }
        }
        return Optional.empty();
    }

    /** All candidates that are left. */
    List<SweepCandidate> all() {
        List<SweepCandidate> all = new ArrayList<>();
        for (Optional<SweepCandidate> next = next(); next.isPresent(); next = next()) {
            all.add(next.get());
        }
        return all;
    }

    /** Lets a search that learns know the score of a candidate. */
    void report(SweepCandidate candidate, double score) {
        generator.reportResults(
                new OptimizationResult(drawn.get(candidate.number()), score, candidate.number(), null, null, null));
    }

    /** Nothing to search over is a space of one point, which Arbiter's generators do not know. */
    private boolean hasMore() {
        return space.numParameters() == 0 ? drawn.isEmpty() : generator.hasMoreCandidates();
    }

    private Candidate<?> draw() {
        return space.numParameters() == 0 ? new Candidate<>(null, 0, new double[0]) : generator.getCandidate();
    }

    private SweepCandidate candidate(int number, List<Setting> settings) {
        try {
            return new SweepCandidate(number, settings, Optional.of(space.experiment(settings)), List.of());
        } catch (CurriculumException wrong) {
            return new SweepCandidate(number, settings, Optional.empty(), wrong.problems());
        }
    }
}
