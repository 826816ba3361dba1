package io.github.coconut4j.tuning.result;

import io.github.coconut4j.tuning.trial.Score;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.util.Locale;
import java.util.Optional;

/**
 * Where one candidate stands.
 *
 * @param candidate itself
 * @param status how far it has come
 * @param result its last one; empty before the first
 * @param score of its last answers to the validation problems; empty if there are none
 */
public record Standing(SweepCandidate candidate, Status status, Optional<TrialResult> result, Optional<Double> score) {

    /** How far a candidate has come; the order is that of the leaderboard. */
    public enum Status {
        /** Trained to the end and tested. */
        FINISHED,
        /** Not trained yet, or not to the end. */
        WAITING,
        /** Stopped early: others were better after the same stage. */
        STOPPED,
        /** Could not be trained. */
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a candidate stands after its last result. */
    static Standing of(SweepCandidate candidate, Optional<TrialResult> result, boolean stopped, Score score) {
        Status status = candidate.experiment().isEmpty()
                ? Status.FAILED
                : result.map(last -> switch (last.outcome()) {
                            case FINISHED -> Status.FINISHED;
                            case FAILED -> Status.FAILED;
                            case PAUSED -> stopped ? Status.STOPPED : Status.WAITING;
                        })
                        .orElse(Status.WAITING);
        return new Standing(
                candidate,
                status,
                result,
                result.flatMap(last -> Optional.ofNullable(last.validation())).map(score::of));
    }

    /** {@return thoughts and written tokens for a mean answer: to the test problems once finished, to the validation problems before} */
    public Optional<Double> thinkingTokens() {
        return result.flatMap(last -> Optional.ofNullable(last.test() == null ? last.validation() : last.test()))
                .map(Score::thinkingTokens);
    }

    /** {@return why it failed, or after which stage it was stopped; empty otherwise} */
    public String note() {
        return switch (status) {
            case FAILED ->
                candidate.experiment().isEmpty()
                        ? String.join(" ", candidate.problems())
                        : result.map(TrialResult::reason).orElse("");
            case STOPPED -> result.map(last -> "after stage " + last.stage()).orElse("");
            case FINISHED, WAITING -> "";
        };
    }
}
