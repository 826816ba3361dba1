package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Path;

/** The process that {@link KilledRunTest} kills: trains into a folder, or goes on with what is there. */
final class KilledRun {
    static final String READY = "training";

    private KilledRun() {}

    /** Half a hundred checkpoints, at the ends of epochs and in between, on the way to a test. */
    static Experiment experiment() {
        return TinyExperiments.coconutAlone()
                .data(Dsl.graphSearch().hops(2).problemsPerEpoch(64))
                .curriculum(Dsl.stages(2).epochs(4, 4, 4).resetOptimizer())
                .checkpoints(Dsl.checkpoints().everyMinutes(0.05 / 60));
    }

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        TrainingListener ready = new TrainingListener() {
            @Override
            public void onRunStarted(RunStarted event) {
                System.out.println(READY);
            }
        };
        if (new RunFolder(folder).exists()) {
            Experiment.resume(folder, ready);
        } else {
            experiment().train(folder, ready);
        }
    }
}
