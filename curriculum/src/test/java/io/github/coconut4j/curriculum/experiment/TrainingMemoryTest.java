package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.run.PlanMemory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked beforehand against what a training says it takes, stage by stage. */
class TrainingMemoryTest {
    @TempDir
    Path folder;

    @Test
    void itIsWhatATrainingTakes() {
        Experiment experiment = TinyExperiments.coconutAlone()
                .model(Dsl.gpt2().layers(2).width(64).heads(4).positions(48))
                .methods(Dsl.coconut().thoughtsPerStep(3).specialMarkers(false), Dsl.pausePerPosition())
                .batchSize(32);
        AtomicLong plans = new AtomicLong();
        AtomicLong parameters = new AtomicLong();

        experiment.train(folder.resolve("run"), new TrainingListener() {
            @Override
            public void onRunStarted(RunStarted event) {
                parameters.accumulateAndGet(event.parameters(), Math::max);
            }

            @Override
            public void onStagePlanned(StagePlanned event) {
                long taken = event.memory().bytes()
                        + event.answers().map(PlanMemory::bytes).orElseThrow();
                plans.accumulateAndGet(taken, Math::max);
            }
        });

        // weights, two moments and the gradients of two streams, in floats
        long held = plans.get() + 5 * 4 * parameters.get();
        // the longest problems of the data are a little longer than the first
        assertThat(experiment.memory()).isBetween(held, held + held / 5);
    }

    @Test
    void moreThanIsAllowedIsSaidWithTheNumbers() {
        Experiment experiment = TinyExperiments.coconutAlone()
                .model(Dsl.gpt2().layers(2).width(256).heads(4).positions(48))
                .batchSize(64)
                .execution(Dsl.execution().memoryMib(1));

        assertThatThrownBy(experiment::memory)
                .isInstanceOf(OutOfPlanMemory.class)
                .hasMessageContaining("does not fit");
    }
}
