package io.github.coconut4j.tuning.result;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.tuning.space.Setting;
import io.github.coconut4j.tuning.trial.Score;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Candidates, the best first: finished ones by their scores, then those under way, then those that were stopped, the later
 * the better, then those that failed. Equal ones stand in the order of fewer thinking tokens, then of their numbers.
 *
 * @param standings in this order
 */
public record Leaderboard(List<Standing> standings) {
    private static final String COLUMNS =
            "status,score,validation,test,test_low,test_high,thoughts,new_tokens,stage,note";

    public Leaderboard {
        standings = List.copyOf(standings);
    }

    /**
     * Ranks candidates.
     *
     * @param candidates all that were drawn
     * @param results so far
     * @param stopped numbers of those that do not go on
     * @param score what they are ranked by
     * @return the best first
     */
    public static Leaderboard of(List<SweepCandidate> candidates, Results results, Set<Integer> stopped, Score score) {
        return new Leaderboard(candidates.stream()
                .map(candidate -> Standing.of(
                        candidate, results.latest(candidate.number()), stopped.contains(candidate.number()), score))
                .sorted(Comparator.comparing(Standing::status)
                        .thenComparing(Leaderboard::stage, Comparator.reverseOrder())
                        .thenComparing(
                                standing -> standing.score().orElse(Double.NEGATIVE_INFINITY),
                                Comparator.reverseOrder())
                        .thenComparing(standing -> standing.thinkingTokens().orElse(Double.POSITIVE_INFINITY))
                        .thenComparing(standing -> standing.candidate().number()))
                .toList());
    }

    /** The stage decides between candidates that have not been trained to the end. */
    private static int stage(Standing standing) {
        return standing.status() == Standing.Status.FINISHED
                ? 0
                : standing.result().map(TrialResult::stage).orElse(-1);
    }

    /** {@return the best candidate that is finished} */
    public Optional<Standing> best() {
        return standings.stream()
                .filter(standing -> standing.status() == Standing.Status.FINISHED)
                .findFirst();
    }

    /** {@return the leaderboard as comma-separated values} Times are left out: they alone differ when a sweep is run again. */
    public String csv() {
        List<String> lines = new ArrayList<>();
        String keys = standings.isEmpty()
                ? ""
                : standings.get(0).candidate().settings().stream()
                        .map(setting -> quoted(setting.key()) + ",")
                        .collect(Collectors.joining());
        lines.add("rank,candidate," + keys + COLUMNS);
        for (int i = 0; i < standings.size(); i++) {
            lines.add(line(i + 1, standings.get(i)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(int rank, Standing standing) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(rank));
        cells.add(Integer.toString(standing.candidate().number()));
        standing.candidate().settings().stream()
                .map(Setting::shown)
                .map(Leaderboard::quoted)
                .forEach(cells::add);
        Optional<TrialResult> result = standing.result();
        Optional<Evaluation> test = result.flatMap(last -> Optional.ofNullable(last.test()));
        Optional<Evaluation> last =
                test.or(() -> result.flatMap(unfinished -> Optional.ofNullable(unfinished.validation())));
        cells.add(standing.status().toString());
        cells.add(number(standing.score()));
        cells.add(number(result.flatMap(TrialResult::accuracy)));
        cells.add(number(test.map(Evaluation::accuracy)));
        cells.add(number(test.map(evaluation -> evaluation.interval().low())));
        cells.add(number(test.map(evaluation -> evaluation.interval().high())));
        cells.add(number(last.map(Evaluation::thoughts)));
        cells.add(number(last.map(Evaluation::newTokens)));
        cells.add(result.filter(any -> any.stage() >= 0)
                .map(any -> Integer.toString(any.stage()))
                .orElse(""));
        cells.add(quoted(standing.note()));
        return String.join(",", cells);
    }

    private static String number(Optional<Double> value) {
        return value.map(number -> String.format(Locale.ROOT, "%.6f", number)).orElse("");
    }

    private static String quoted(String text) {
        return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
