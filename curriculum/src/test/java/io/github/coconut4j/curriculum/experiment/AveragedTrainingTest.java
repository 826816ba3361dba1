package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three workers that average every other step: where, in what order and how often their shares are computed does not show. */
class AveragedTrainingTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path whole;

    /** 13 batches an epoch: five steps of three workers, the last of them with one batch. */
    private static Experiment three() {
        return TinyExperiments.coconutAlone()
                .data(Dsl.graphSearch().hops(2).problemsPerEpoch(13 * 8))
                .dropout(0.1)
                .execution(Dsl.execution().streams(1).workers(3, 2));
    }

    private static Experiment elsewhere(Experiment experiment) {
        return experiment.execution(experiment.execution().engine(ReversedEngine.NAME, "anywhere"));
    }

    @BeforeAll
    static void trainHere() {
        whole = shared.resolve("whole");
        three().train(whole);
    }

    @Test
    void oneWorkerThatAveragesWithNobodyTrainsAsWithoutRounds() {
        Experiment alone = three().execution(Dsl.execution().workers(1, 3));
        alone.train(folder.resolve("plain"));

        elsewhere(alone).train(folder.resolve("rounds"));

        assertThat(hashes(folder.resolve("rounds"))).isEqualTo(hashes(folder.resolve("plain")));
    }

    @Test
    void neitherOrderNorRepetitionNorPlaceShows() {
        elsewhere(three()).train(folder.resolve("run"));

        assertThat(hashes(folder.resolve("run"))).isEqualTo(hashes(whole));
        assertThat(evaluations(folder.resolve("run"))).isEqualTo(evaluations(whole));
    }

    @Test
    void severalWorkersAreAnotherTrainingThanOne() {
        three().execution(Dsl.execution().streams(1)).train(folder.resolve("one"));

        assertThat(hashes(folder.resolve("one"))).isNotEqualTo(hashes(whole));
    }

    /** Soon after the start, and within the second epoch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 8})
    void aRunThatIsStoppedElsewhereGoesOnHereAndTheOtherWayRound(long step) {
        Path there = folder.resolve("there");
        Path here = folder.resolve("here");
        assertThatThrownBy(() -> elsewhere(three()).train(there, new StopAfter(step)))
                .isInstanceOf(RunStopped.class);
        assertThatThrownBy(() -> three().train(here, new StopAfter(step))).isInstanceOf(RunStopped.class);

        Experiment.resumeOn(there, "local", "");
        Experiment.resumeOn(here, ReversedEngine.NAME, "anywhere");

        assertThat(hashes(there)).isEqualTo(hashes(whole));
        assertThat(hashes(here)).isEqualTo(hashes(whole));
    }

    /** Asked before each local step: nothing of the round under way counts. */
    @ParameterizedTest
    @ValueSource(ints = {5, 9, 21})
    void aStopInTheMiddleOfARoundLosesThatRoundAlone(int asked) {
        Path stopped = folder.resolve("stopped");
        TrainingListener stop = new TrainingListener() {
            private int times;

            @Override
            public boolean stopRequested() {
                return ++times == asked;
            }
        };
        assertThatThrownBy(() -> three().train(stopped, stop)).isInstanceOf(RunStopped.class);

        Experiment.resume(stopped);

        assertThat(hashes(stopped)).isEqualTo(hashes(whole));
    }

    @Test
    void everyStepAndEveryAverageIsInTheMetrics() {
        Metrics metrics = Metrics.read(new RunFolder(whole).metrics());
        List<TrainingListener.Averaged> averages = metrics.events().stream()
                .filter(TrainingListener.Averaged.class::isInstance)
                .map(TrainingListener.Averaged.class::cast)
                .toList();

        assertThat(metrics.steps())
                .extracting(TrainingListener.StepDone::step)
                .containsExactly(
                        1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
        // Two evaluations an epoch, after steps 3 (5 / 2, rounded up) and 5, end a round.
        assertThat(averages.subList(0, 6))
                .extracting(TrainingListener.Averaged::step)
                .containsExactly(2L, 3L, 5L, 7L, 8L, 10L);
        assertThat(averages).allSatisfy(average -> {
            assertThat(average.workers()).isEqualTo(3);
            assertThat(average.communicationSeconds()).isBetween(0.0, average.roundSeconds());
        });
    }

    /** 30 problems, in batches of 8: two for the first worker, the last of them filled up. */
    @Test
    void problemsAskedByThreeWorkersGiveTheFiguresOfOneModelAskedHere() {
        Evaluation test = new RunFolder(whole).readResult().orElseThrow().test();
        try (Prepared prepared = Prepared.of(three());
                TrainedModel model = TrainedModel.open(whole)) {
            Evaluation here = model.evaluate(prepared.problems().test(), 30, 8, 6);

            assertThat(test.problems()).isEqualTo(30);
            assertThat(test.right()).isEqualTo(here.right());
            assertThat(test.other()).isEqualTo(here.other());
            assertThat(test.newTokens()).isEqualTo(here.newTokens());
            assertThat(test.thoughts()).isEqualTo(here.thoughts()).isEqualTo(2);
            assertThat(test.geometry())
                    .hasSize(2)
                    .usingRecursiveComparison() // last bits differ on some processors, by 6e-8 where seen
                    .withComparatorForType(new DoubleComparator(1e-6), Double.class)
                    .isEqualTo(here.geometry());
        }
    }

    @Test
    void aStepThatIsNotFiniteIsNamedWithTheRowsOfTheWorkersBatch() {
        Experiment diverging = three().optimizer(Dsl.adamW(1000).weightDecay(1000));
        Path run = folder.resolve("run");

        assertThatThrownBy(() -> diverging.train(run))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("At step 2 (coconut, stage 0)")
                .hasMessageContaining(new RunFolder(run).nonFiniteBatch(2).toString());
        assertThatThrownBy(() -> diverging.onNonFinite(OnNonFinite.SKIP).train(folder.resolve("skip")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("10 steps in a row");
    }

    @Test
    void anEngineThatIsNotThereIsNamedBeforeAnythingIsWritten() {
        Experiment nowhere = three().execution(Dsl.execution().engine("cloud", "there"));

        assertThatThrownBy(() -> nowhere.train(folder.resolve("run")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("There is no engine \"cloud\" on the class path; there is local, reversed");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private static List<Evaluation> evaluations(Path run) {
        return Metrics.read(new RunFolder(run).metrics()).evaluations().stream()
                .map(TrainingListener.Evaluated::evaluation)
                .toList();
    }

    private static Map<String, String> hashes(Path run) {
        Path checkpoint =
                new RunFolder(run).checkpoints().latest().orElseThrow().folder();
        return Provenance.hashes(
                List.of(checkpoint.resolve("model.safetensors"), checkpoint.resolve("optimizer.safetensors")));
    }

    /** Asks for a stop once a step is done. */
    private static final class StopAfter implements TrainingListener {
        private final long step;
        private boolean done;

        StopAfter(long step) {
            this.step = step;
        }

        @Override
        public void onStep(StepDone event) {
            done |= event.step() >= step;
        }

        @Override
        public boolean stopRequested() {
            return done;
        }
    }
}
