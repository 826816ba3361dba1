package io.github.coconut4j.cli.sweep;

import io.github.coconut4j.cli.terminal.Progress;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a sweep stands, as far as it is shown: who is trained, how far, who is best, how long it will take. */
final class SweepState {
    private static final int MOST_ROWS = 20;

    private final long start = System.nanoTime();
    private final Map<Integer, Progress> progress = new HashMap<>();
    private final Set<Integer> running = new HashSet<>();
    private Leaderboard leaderboard = new Leaderboard(List.of());
    private int expected;
    private double doneBefore = -1;

    /** How far the training of a candidate has come. */
    private static final class Progress {
        private double share;
        private int stage;
        private long read;
        private double accuracy = Double.NaN;
    }

    void expect(int candidates) {
        expected = candidates;
    }

    void drawn(SweepCandidate candidate, Leaderboard now) {
        leaderboard = now;
        progress.putIfAbsent(candidate.number(), new Progress());
    }

    void started(int candidate) {
        if (doneBefore < 0) {
            doneBefore = done();
        }
        running.add(candidate);
    }

    void step(int candidate, double share, int stage) {
        Progress of = progress.get(candidate);
        if (of.share == 0 && share > 0.02) { // continued from a checkpoint of an earlier day
            doneBefore += share;
        }
        of.share = share;
        of.stage = stage;
    }

    void read(int candidate, long rows) {
        progress.get(candidate).read = rows;
    }

    void accuracy(int candidate, double share) {
        progress.get(candidate).accuracy = share;
    }

    void ended(TrialResult result, Leaderboard now) {
        leaderboard = now;
        running.remove(result.candidate());
        result.accuracy().ifPresent(share -> accuracy(result.candidate(), share));
    }

    void stopped(List<Integer> candidates, Leaderboard now) {
        leaderboard = now;
        running.removeAll(candidates);
    }

    String settings(int candidate) {
        return leaderboard.standings().stream()
                .filter(standing -> standing.candidate().number() == candidate)
                .map(standing -> LeaderboardTable.settings(standing.candidate()))
                .findFirst()
                .orElse("");
    }

    /** How many are done, who is best, and how long the rest will take. */
    String summary() {
        long ended = leaderboard.standings().stream()
                .filter(standing -> standing.status() != Standing.Status.WAITING)
                .count();
        String best = leaderboard
                .best()
                .map(standing -> ", best %s %% (%s)"
                        .formatted(
                                LeaderboardTable.percent(standing.score().orElse(0.0)),
                                LeaderboardTable.settings(standing.candidate())))
                .orElse("");
        return "%d of %d done%s%s".formatted(ended, Math.max(expected, ended), best, left());
    }

    /** The summary, and below it a table with those that are trained first. */
    List<String> table() {
        List<Standing> rows = new ArrayList<>();
        leaderboard.standings().stream().filter(this::isRunning).forEach(rows::add);
        leaderboard.standings().stream()
                .filter(standing -> !isRunning(standing))
                .forEach(rows::add);
        Table table = new Table("settings", "candidate", "status", "trained", "stage", "right");
        rows.stream().limit(MOST_ROWS).forEach(standing -> table.add(row(standing)));
        List<String> lines = new ArrayList<>();
        lines.add(summary());
        lines.addAll(table.lines());
        if (rows.size() > MOST_ROWS) {
            lines.add("and %d more".formatted(rows.size() - MOST_ROWS));
        }
        return lines;
    }

    private boolean isRunning(Standing standing) {
        return running.contains(standing.candidate().number());
    }

    private String[] row(Standing standing) {
        Progress of = progress.getOrDefault(standing.candidate().number(), new Progress());
        boolean begun = of.share > 0;
        return new String[] {
            LeaderboardTable.settings(standing.candidate()),
            Integer.toString(standing.candidate().number()),
            isRunning(standing) ? "training" : standing.status().toString(),
            standing.status() == Standing.Status.FINISHED
                    ? "100 %"
                    : begun ? String.format(Locale.ROOT, "%.0f %%", 100 * of.share) : read(of),
            begun ? Integer.toString(of.stage) : "",
            Double.isNaN(of.accuracy)
                    ? standing.score()
                            .map(score -> LeaderboardTable.percent(score) + " %")
                            .orElse("")
                    : LeaderboardTable.percent(of.accuracy) + " %"
        };
    }

    /** How far its data are read, while they are. */
    private static String read(Progress of) {
        return of.read == 0 ? "" : String.format(Locale.ROOT, "%,d read", of.read);
    }

    /** Candidates' worth of work that is done or need not be done. */
    private double done() {
        return leaderboard.standings().stream()
                .mapToDouble(standing -> standing.status() == Standing.Status.WAITING
                        ? progress.getOrDefault(standing.candidate().number(), new Progress()).share
                        : 1)
                .sum();
    }

    private String left() {
        double here = done() - Math.max(0, doneBefore);
        if (here < 0.05) {
            return "";
        }
        double seconds = (System.nanoTime() - start) / 1e9 / here * (expected - done());
        Duration left = Duration.ofSeconds(Math.round(Math.max(0, seconds)));
        return left.toHours() > 0
                ? ", %d:%02d:%02d left".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : ", %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart());
    }
}
