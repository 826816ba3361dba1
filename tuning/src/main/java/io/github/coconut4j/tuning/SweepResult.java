package io.github.coconut4j.tuning;

import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.Standing;

/**
 * What a sweep has come to.
 *
 * @param folder with everything that was written
 * @param leaderboard of all candidates
 * @param timeIsUp whether candidates are left: the time was up, or the sweep is only looked at
 */
public record SweepResult(SweepFolder folder, Leaderboard leaderboard, boolean timeIsUp) {

    /**
     * {@return the best candidate}
     *
     * @throws IllegalStateException if none is finished
     */
    public Standing best() {
        return leaderboard.best().orElseThrow(() -> new IllegalStateException("no candidate is finished"));
    }
}
