package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.sweep.SweepRuns;
import io.github.coconut4j.curriculum.overview.RunOverview;
import io.github.coconut4j.curriculum.overview.RunState;
import io.github.coconut4j.tuning.result.SweepCandidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run as {@code runs --json} prints it.
 *
 * @param folder of the run
 * @param state waiting, running, stopped, failed, finished or broken
 * @param method that is trained
 * @param seed of the run
 * @param stage of the last step
 * @param finalStage the last there will be
 * @param epoch of the last step, from 1
 * @param epochs there will be
 * @param best highest share of right answers to the validation problems in the stage that was evaluated last, or null
 * @param test share of right answers to the test problems, or null
 * @param failure what ended it, or null
 * @param updated when something was last written
 * @param sweep folder of the sweep that it is a candidate of, or null
 * @param candidate its number there, or null
 * @param settings what the sweep has given it, by key, or null
 */
record RunReport(
        String folder,
        String state,
        String method,
        long seed,
        int stage,
        int finalStage,
        int epoch,
        int epochs,
        Double best,
        Double test,
        String failure,
        String updated,
        String sweep,
        Integer candidate,
        Map<String, Object> settings) {

    /** @param sweeps among which it may be a candidate */
    static RunReport of(RunOverview run, List<SweepRuns> sweeps) {
        Optional<SweepRuns> sweep =
                sweeps.stream().filter(one -> one.holds(run.folder())).findFirst();
        Optional<SweepCandidate> candidate = sweep.flatMap(one -> one.candidate(run.folder()));
        return new RunReport(
                run.folder().toString(),
                name(run.state()),
                run.method(),
                run.seed(),
                run.stage(),
                run.finalStage(),
                run.epoch(),
                run.epochs(),
                run.best().orElse(null),
                run.test().orElse(null),
                run.failure().orElse(null),
                run.updated().toString(),
                sweep.map(one -> one.folder().path().toString()).orElse(null),
                candidate.map(SweepCandidate::number).orElse(null),
                candidate.map(RunReport::settings).orElse(null));
    }

    private static Map<String, Object> settings(SweepCandidate candidate) {
        Map<String, Object> settings = new LinkedHashMap<>();
        candidate.settings().forEach(setting -> settings.put(setting.key(), setting.value()));
        return settings;
    }

    static String name(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
