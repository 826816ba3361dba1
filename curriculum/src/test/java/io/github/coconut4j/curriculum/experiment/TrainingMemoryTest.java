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
        AtomicLong held = new AtomicLong();

        experiment.train(folder.resolve("run"), new TrainingListener() {
            private long parameters;

            @Override
            public void onRunStarted(RunStarted event) {
                parameters = event.parameters();
            }

            @Override
            public void onStagePlanned(StagePlanned event) {
                long plans = event.memory().bytes()
                        + event.answers().map(PlanMemory::bytes).orElseThrow();
                // weights, two moments and the gradients of two streams, in floats
                held.accumulateAndGet(5 * 4 * parameters + plans, Math::max);
            }
        });

        // the longest problems of the data are a little longer than the first
        assertThat(experiment.memory()).isBetween(held.get(), held.get() + held.get() / 5);
    }

    @Test
    void moreThanIsAllowedIsSaidWithTheNumbers() {
        Experiment experiment = TinyExperiments.coconutAlone()
                .model(Dsl.gpt2().layers(2).width(256).heads(4).positions(48))
                .batchSize(64)
                .execution(Dsl.execution().memoryMib(1));

        assertThatThrownBy(experiment::memory)
                .isInstanceOf(OutOfPlanMemory.class)
                .hasMessageContaining("the limit leaves 512 KiB");
    }
}
