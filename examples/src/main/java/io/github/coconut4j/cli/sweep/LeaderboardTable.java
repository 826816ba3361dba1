package io.github.coconut4j.cli.sweep;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.tuning.SweepResult;
import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.space.Setting;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The leaderboard of a sweep, for a person to read. */
final class LeaderboardTable {
    private static final String NONE = "-";

    private LeaderboardTable() {}

    /** The table, what failed and why, and where the rest lies. */
    static List<String> of(SweepResult result) {
        Leaderboard board = result.leaderboard();
        List<String> lines = new ArrayList<>(table(board).lines());
        lines.add("");
        board.standings().stream()
                .filter(standing -> standing.status() == Standing.Status.FAILED)
                .map(standing ->
                        "candidate %d failed: %s".formatted(standing.candidate().number(), standing.note()))
                .forEach(lines::add);
        if (result.timeIsUp()) {
            lines.add("Not all candidates were trained; ./coconut sweep --resume %s goes on."
                    .formatted(result.folder().path()));
        }
        lines.add("score: right answers to the validation problems%s; test: problems that had no say in the order."
                .formatted(board.standings().isEmpty() ? "" : ", less the price of thinking"));
        lines.add("report: %s%s"
                .formatted(
                        result.folder().page(),
                        board.best().isPresent()
                                ? "; the best again: ./coconut train "
                                        + result.folder().best()
                                : ""));
        return lines;
    }

    private static Table table(Leaderboard board) {
        List<String> keys = board.standings().stream()
                .limit(1)
                .flatMap(standing -> standing.candidate().settings().stream())
                .map(Setting::key)
                .toList();
        Table table = new Table(Stream.of(
                        List.of("rank", "candidate"),
                        keys,
                        List.of("status", "score", "test", "95 % interval", "thoughts", "new tokens", "seconds"))
                .flatMap(List::stream)
                .toArray(String[]::new));
        int rank = 0;
        for (Standing standing : board.standings()) {
            table.add(row(++rank, standing).toArray(String[]::new));
        }
        return table;
    }

    private static List<String> row(int rank, Standing standing) {
        Optional<TrialResult> result = standing.result();
        Optional<Evaluation> test = result.flatMap(last -> Optional.ofNullable(last.test()));
        Optional<Evaluation> last =
                test.or(() -> result.flatMap(unfinished -> Optional.ofNullable(unfinished.validation())));
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(rank));
        cells.add(Integer.toString(standing.candidate().number()));
        standing.candidate().settings().stream().map(Setting::rounded).forEach(cells::add);
        cells.add(
                standing.status() == Standing.Status.STOPPED
                        ? "stopped " + standing.note()
                        : standing.status().toString());
        cells.add(standing.score().map(score -> percent(score)).orElse(NONE));
        cells.add(test.map(evaluation -> percent(evaluation.accuracy()) + " %").orElse(NONE));
        cells.add(test.map(evaluation -> percent(evaluation.interval().low()) + " - "
                        + percent(evaluation.interval().high()))
                .orElse(NONE));
        cells.add(last.map(evaluation -> decimal(evaluation.thoughts())).orElse(NONE));
        cells.add(last.map(evaluation -> decimal(evaluation.newTokens())).orElse(NONE));
        cells.add(result.map(any -> String.format(Locale.ROOT, "%.0f", any.seconds()))
                .orElse(NONE));
        return cells;
    }

    /** What a candidate says of the searched keys. */
    static String settings(SweepCandidate candidate) {
        return candidate.settings().stream()
                .map(setting -> setting.key() + " " + setting.rounded())
                .collect(Collectors.joining(", "));
    }

    static String percent(double share) {
        return decimal(100 * share);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
