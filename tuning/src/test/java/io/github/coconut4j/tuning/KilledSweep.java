package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.trial.Trial;
import java.nio.file.Path;

/** The process that {@link KilledSweepTest} kills: runs a sweep, or goes on with it, and says when something is trained. */
final class KilledSweep {
    static final String TRAINING = "training";

    private KilledSweep() {}

    static Sweep sweep() {
        return TinySweeps.halved();
    }

    public static void main(String[] arguments) {
        sweep().run(Path.of(arguments[0]), new SweepListener() {
            @Override
            public TrainingListener onTrial(Trial trial) {
                System.out.println(TRAINING + " " + trial.candidate() + " " + trial.lastStage());
                return new TrainingListener() {};
            }
        });
    }
}
