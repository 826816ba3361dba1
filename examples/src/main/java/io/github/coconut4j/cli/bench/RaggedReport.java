package io.github.coconut4j.cli.bench;

import io.github.coconut4j.curriculum.experiment.RaggedSpeed;
import java.util.List;

/**
 * What {@code bench --ragged} prints.
 *
 * @param speed what was measured
 * @param ratio tokens a second against those of texts of one length
 */
record RaggedReport(RaggedSpeed speed, double ratio) {
    private static final double TEN_MINUTES = 600;

    static RaggedReport of(RaggedSpeed speed) {
        return new RaggedReport(speed, speed.ratio());
    }

    List<String> lines() {
        int counted = speed.steps() - speed.settledAfter();
        return List.of(
                "%,.0f problems/s, %,.0f tokens/s in the last %d of %d steps; texts of one length %,.0f tokens/s, %.0f %% of it"
                        .formatted(
                                speed.rows(), speed.tokens(), counted, speed.steps(), speed.equalTokens(), 100 * ratio),
                "plans      made in %.1f of %.1f s, which is %.1f %% of ten minutes; %.1f %% of the last %d steps"
                        .formatted(
                                speed.compileSeconds(),
                                speed.seconds(),
                                100 * speed.compileSeconds() / TEN_MINUTES,
                                100 * speed.settledCompileShare(),
                                counted),
                "padding    %.1f %% of all columns: %.1f %% because rows of a batch are unlike, %.1f %% because lengths are rounded up"
                        .formatted(
                                100 * (speed.unlikeShare() + speed.roundedShare()),
                                100 * speed.unlikeShare(),
                                100 * speed.roundedShare()),
                "memory     %d plans hold %s".formatted(speed.plans(), Figures.mebibytes(speed.planBytes())));
    }
}
