package io.github.coconut4j.tuning.internal.report;

import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.Standing;
import java.util.Comparator;
import java.util.List;

/** Which candidates are worth having: those that no other beats in accuracy and thinking tokens at once. */
final class Pareto {
    private Pareto() {}

    /**
     * A finished candidate, as far as it matters here.
     *
     * @param candidate its number
     * @param tokens thoughts and written tokens for a mean answer
     * @param accuracy share of right answers to the test problems
     */
    public record Point(int candidate, double tokens, double accuracy) {

        private boolean beats(Point other) {
            return tokens <= other.tokens
                    && accuracy >= other.accuracy
                    && (tokens < other.tokens || accuracy > other.accuracy);
        }
    }

    /** The finished candidates of a leaderboard, in its order. */
    public static List<Point> points(Leaderboard leaderboard) {
        return leaderboard.standings().stream()
                .filter(standing -> standing.status() == Standing.Status.FINISHED)
                .map(standing -> new Point(
                        standing.candidate().number(),
                        standing.thinkingTokens().orElseThrow(),
                        standing.result().orElseThrow().test().accuracy()))
                .toList();
    }

    /** Those that none beats, by tokens. */
    public static List<Point> front(List<Point> points) {
        return points.stream()
                .filter(point -> points.stream().noneMatch(other -> other.beats(point)))
                .sorted(Comparator.comparingDouble(Point::tokens).thenComparing(Point::candidate))
                .toList();
    }
}
