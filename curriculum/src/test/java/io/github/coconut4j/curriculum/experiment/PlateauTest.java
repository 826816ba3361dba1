package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.run.Plateau;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages that end once nothing gets better. A learning rate of next to nothing keeps every evaluation the same. */
class PlateauTest {
    @TempDir
    Path folder;

    /** Four steps an epoch, asked after the second and the last; stage 0 has three epochs, the others two. */
    private static Experiment experiment() {
        Experiment tiny = TinyExperiments.coconutAlone();
        return tiny.curriculum(Dsl.stages(2).epochs(3, 2, 2).resetOptimizer().patience(2))
                .optimizer(Dsl.adamW(1e-12));
    }

    private static final class Heard implements TrainingListener {
        private final List<String> events = new ArrayList<>();
        private final long stop;

        Heard(long stop) {
            this.stop = stop;
        }

        @Override
        public void onStageStarted(StageStarted event) {
            events.add("stage " + event.stage());
        }

        @Override
        public void onStep(StepDone event) {
            events.add("epoch " + event.epoch());
            if (event.step() == stop) {
                throw new IllegalStateException("stopped");
            }
        }

        @Override
        public void onEvaluated(Evaluated event) {
            events.add("asked");
        }
    }

    @Test
    void aStageEndsWhenEvaluationsBringNothingBetter() {
        Heard heard = new Heard(0);
        Run run = experiment().train(folder.resolve("run"), heard);

        // the evaluation before the training does not count; the first evaluation of a stage is its best, the second
        // and third exhaust patience, in the middle of an epoch
        List<String> ended = List.of(
                "epoch 0", "epoch 0", "asked", "epoch 0", "epoch 0", "asked", "epoch 1", "epoch 1", "asked", "stage 1");
        assertThat(heard.events.subList(2, 12)).isEqualTo(ended);
        // stage 1 likewise in its second epoch; the last stage lasts both of its epochs
        assertThat(heard.events.stream().filter(event -> event.startsWith("epoch")))
                .hasSize(6 + 6 + 8)
                .endsWith("epoch 6");
        assertThat(run.results().get(0).steps()).isEqualTo(20);
        assertThat(run.results().get(0).examples()).isEqualTo(160);
    }

    /** Before, at and after the evaluations that end a stage. */
    @ParameterizedTest
    @ValueSource(longs = {3, 5, 6, 7, 12, 13})
    void aResumedRunEndsItsStagesAtTheSameSteps(long step) {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        Run uninterrupted = experiment().train(whole);

        assertThatThrownBy(() -> experiment().train(stopped, new Heard(step))).hasMessage("stopped");
        Run resumed = Experiment.resume(stopped);

        assertThat(resumed.results().get(0).steps())
                .isEqualTo(uninterrupted.results().get(0).steps());
        Path last = Path.of(uninterrupted.results().get(0).checkpoint());
        assertThat(stopped.resolve(last).resolve("model.safetensors"))
                .hasSameBinaryContentAs(whole.resolve(last).resolve("model.safetensors"));
        assertThat(new RunFolder(stopped)
                        .checkpoints()
                        .latest()
                        .orElseThrow()
                        .state()
                        .epoch())
                .isEqualTo(7);
    }

    @Test
    void onlyABetterEvaluationEndsAPlateau() {
        Plateau plateau = Plateau.NONE.then(0).then(0.5).then(0.5).then(0.4);

        assertThat(plateau).isEqualTo(new Plateau(0.5, 2));
        assertThat(plateau.longerThan(2)).isTrue();
        assertThat(plateau.longerThan(3)).isFalse();
        assertThat(plateau.longerThan(0)).isFalse();
        assertThat(plateau.then(0.6)).isEqualTo(new Plateau(0.6, 0));
    }
}
