package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.curriculum.overview.RunOverview;
import io.github.coconut4j.curriculum.overview.RunState;
import java.util.Locale;

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
 * @param best highest share of right answers to the validation problems, or null
 * @param test share of right answers to the test problems, or null
 * @param failure what ended it, or null
 * @param updated when something was last written
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
        String updated) {

    static RunReport of(RunOverview run) {
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
                run.updated().toString());
    }

    static String name(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
