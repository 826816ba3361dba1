package io.github.coconut4j.cli.sweep;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.tuning.SweepResult;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.space.Setting;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code sweep --json} prints.
 *
 * @param candidates the best first
 * @param timeIsUp whether candidates were left because the time was up
 * @param folder of the sweep
 * @param best path of the best candidate's configuration; {@code null} if none is finished
 * @param report path of the page with charts
 */
public record SweepReport(
        List<CandidateReport> candidates, boolean timeIsUp, String folder, String best, String report) {

    /** What a sweep has come to. */
    public static SweepReport of(SweepResult result) {
        List<CandidateReport> candidates = new ArrayList<>();
        result.leaderboard().standings().forEach(standing -> candidates.add(CandidateReport.of(standing)));
        return new SweepReport(
                candidates,
                result.timeIsUp(),
                result.folder().path().toString(),
                result.leaderboard()
                        .best()
                        .map(any -> result.folder().best().toString())
                        .orElse(null),
                result.folder().page().toString());
    }

    /**
     * One candidate and what became of it.
     *
     * @param candidate its number
     * @param settings what it says of the searched keys
     * @param status finished, waiting, stopped or failed
     * @param score by which it is ranked
     * @param validation share of right answers to the validation problems
     * @param test share of right answers to the test problems
     * @param low lower end of its 95 % interval
     * @param high upper end of its 95 % interval
     * @param thoughts mean number of thoughts before an answer
     * @param newTokens mean number of tokens written for an answer
     * @param stage it has reached
     * @param seconds of work
     * @param note why it failed, or after which stage it was stopped
     */
    public record CandidateReport(
            int candidate,
            Map<String, Object> settings,
            String status,
            Double score,
            Double validation,
            Double test,
            Double low,
            Double high,
            Double thoughts,
            Double newTokens,
            Integer stage,
            Double seconds,
            String note) {

        static CandidateReport of(Standing standing) {
            Map<String, Object> settings = new LinkedHashMap<>();
            for (Setting setting : standing.candidate().settings()) {
                settings.put(setting.key(), setting.value());
            }
            Optional<TrialResult> result = standing.result();
            Optional<Evaluation> test = result.flatMap(last -> Optional.ofNullable(last.test()));
            Optional<Evaluation> last =
                    test.or(() -> result.flatMap(unfinished -> Optional.ofNullable(unfinished.validation())));
            return new CandidateReport(
                    standing.candidate().number(),
                    settings,
                    standing.status().toString(),
                    standing.score().orElse(null),
                    result.flatMap(TrialResult::accuracy).orElse(null),
                    test.map(Evaluation::accuracy).orElse(null),
                    test.map(evaluation -> evaluation.interval().low()).orElse(null),
                    test.map(evaluation -> evaluation.interval().high()).orElse(null),
                    last.map(Evaluation::thoughts).orElse(null),
                    last.map(Evaluation::newTokens).orElse(null),
                    result.map(TrialResult::stage).orElse(null),
                    result.map(TrialResult::seconds).orElse(null),
                    standing.note());
        }
    }
}
