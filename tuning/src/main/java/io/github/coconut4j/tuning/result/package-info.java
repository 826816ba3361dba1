/**
 * What a sweep has come to: its candidates, the results in their file, and the leaderboard.
 *
 * <p>Start with {@link io.github.coconut4j.tuning.result.Leaderboard}.
 */
package io.github.coconut4j.tuning.result;
