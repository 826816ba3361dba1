package io.github.coconut4j.cli;

import static io.github.coconut4j.curriculum.experiment.Dsl.checkpoints;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;

import io.github.coconut4j.cli.terminal.Interrupts;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program whose training is saved after every step and never gets through its third. */
public final class StuckTraining {
    public static final String STUCK = "stuck in a step";

    private StuckTraining() {}

    public static void main(String[] arguments) {
        Interrupts interrupts = new Interrupts(System.err);
        experiment("stuck")
                .data(graphSearch().hops(2).problemsPerEpoch(1000))
                .model(gpt2().layers(1).width(16).heads(2).positions(32))
                .method(coconut().specialMarkers(false))
                .curriculum(stages(1))
                .batchSize(8)
                .checkpoints(checkpoints().everyMinutes(1e-9))
                .train(Path.of(arguments[0]), interrupts, new TrainingListener() {
                    @Override
                    public void onStep(StepDone event) {
                        if (event.step() == 3) {
                            System.err.println(STUCK);
                            forever();
                        }
                    }
                });
    }

    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
