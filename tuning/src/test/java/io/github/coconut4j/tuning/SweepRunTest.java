package io.github.coconut4j.tuning;

import static io.github.coconut4j.tuning.SweepDsl.schedules;
import static io.github.coconut4j.tuning.SweepDsl.thoughtsPerStep;
import static io.github.coconut4j.tuning.SweepDsl.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepRunTest {
    @TempDir
    Path folder;

    @Test
    void twoAtOnceGiveTheLeaderboardOfOneAfterTheOther() throws IOException {
        SweepResult one = TinySweeps.four().run(folder.resolve("one"));
        SweepResult two = TinySweeps.four().parallel(2).run(folder.resolve("two"));

        assertThat(one.leaderboard().standings())
                .hasSize(4)
                .allMatch(standing -> standing.status() == Standing.Status.FINISHED);
        assertThat(Files.readString(two.folder().leaderboard()))
                .isEqualTo(Files.readString(one.folder().leaderboard()));
    }

    @Test
    void theBestCandidateIsReadyToBeTrained() {
        SweepResult result = TinySweeps.two().run(folder.resolve("sweep"));

        Experiment best = Experiment.load(result.folder().best(), List.of());

        assertThat(best.with(List.of("name=tiny")))
                .isEqualTo(result.best().candidate().experiment().orElseThrow());
    }

    @Test
    void aFailingCandidateIsRecordedAndTheOthersAreTrained() {
        // 30 thoughts do not fit into 32 positions; a rate of 1000 leads to no number.
        SweepResult result = SweepDsl.sweep(TinySweeps.base())
                .over(thoughtsPerStep(1, 15))
                .over(values("optimizer.lr", 1e-2, 1000))
                .search(SweepDsl.grid())
                .run(folder.resolve("sweep"));

        assertThat(result.leaderboard().standings())
                .extracting(standing -> standing.status().toString())
                .containsExactly("finished", "failed", "failed", "failed");
        assertThat(result.leaderboard().standings())
                .extracting(Standing::note)
                .anyMatch(note -> note.contains("positions"));
        assertThat(result.leaderboard().standings())
                .extracting(Standing::note)
                .anyMatch(note -> note.contains("became"));
    }

    @Test
    void weakCandidatesAreStoppedAfterAStageAndTheOthersEndAsWithoutHalving() {
        SweepResult whole = TinySweeps.halved().halving(1).run(folder.resolve("whole"));
        SweepResult halved = TinySweeps.halved().run(folder.resolve("halved"));

        List<Standing> finished = halved.leaderboard().standings().stream()
                .filter(standing -> standing.status() == Standing.Status.FINISHED)
                .toList();
        assertThat(finished).hasSize(2);
        assertThat(halved.leaderboard().standings())
                .filteredOn(standing -> standing.status() == Standing.Status.STOPPED)
                .hasSize(2)
                .allMatch(standing -> standing.note().equals("after stage 1"));
        for (Standing standing : finished) {
            assertThat(whole.leaderboard().standings())
                    .filteredOn(other ->
                            other.candidate().number() == standing.candidate().number())
                    .singleElement()
                    .satisfies(other -> assertThat(other.result().orElseThrow().test())
                            .isEqualTo(standing.result().orElseThrow().test()));
        }
    }

    /** Checkpoints fall on epochs 2 and 3 only, and stage 1, after which candidates pause, ends with epoch 2 or 3. */
    @Test
    void noStepIsTrainedTwiceWhereCheckpointsAreRarerThanStages() throws IOException {
        Sweep sweep = SweepDsl.sweep(
                        TinySweeps.base().checkpoints(Dsl.checkpoints().everyEpochs(2)))
                .over(schedules(List.of(1, 1, 1), List.of(1, 2, 1)))
                .search(SweepDsl.grid())
                .halving(0.99);
        List<String> steps = Collections.synchronizedList(new ArrayList<>());

        SweepResult result = sweep.run(folder.resolve("sweep"), new SweepListener() {
            @Override
            public TrainingListener onTrial(Trial trial) {
                return new TrainingListener() {
                    @Override
                    public void onStep(StepDone event) {
                        steps.add(trial.candidate() + " " + event.step());
                    }
                };
            }
        });

        assertThat(result.leaderboard().standings())
                .allMatch(standing -> standing.status() == Standing.Status.FINISHED);
        assertThat(steps).hasSize(4 * 3 + 4 * 4).doesNotHaveDuplicates();
    }

    @Test
    void afterItsTimeNoCandidateIsBegun() {
        SweepResult result = TinySweeps.four().minutes(1e-6).run(folder.resolve("sweep"));

        assertThat(result.timeIsUp()).isTrue();
        assertThat(result.leaderboard().best()).isEmpty();
    }

    @Test
    void arbitersOwnRunnerTrainsTheSame() throws IOException {
        SweepResult ours = TinySweeps.two().run(folder.resolve("ours"));

        Path folderOfTheirs = folder.resolve("theirs");
        LocalOptimizationRunner runner =
                new LocalOptimizationRunner(TinySweeps.two().toArbiter(folderOfTheirs), Sweep.tasks(folderOfTheirs));
        runner.execute();

        assertThat(runner.numCandidatesCompleted()).isEqualTo(2);
        assertThat(runner.bestScore()).isEqualTo(ours.best().score().orElseThrow());
        try (TrainedModel model = (TrainedModel) runner.getResults().get(0).getResultModel()) {
            assertThat(model.state().method().name()).isEqualTo("coconut");
        }
    }

    @Test
    void aFolderWithAnotherSweepIsLeftAlone() {
        TinySweeps.four().minutes(1e-6).run(folder.resolve("sweep"));

        assertThatThrownBy(() -> TinySweeps.four().candidates(3).run(folder.resolve("sweep")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("holds another sweep")
                .hasMessageContaining("candidates: 20");
    }

    @Test
    void whatCannotBeTrainedAtAllIsRefusedBeforeAnythingIsWritten() {
        Sweep sweep = SweepDsl.sweep(TinySweeps.base())
                .over(values("thougths_per_step", 1, 2))
                .over(values("optimizer.lr", 1e-2, "fast"));

        CurriculumException wrong =
                catchThrowableOfType(CurriculumException.class, () -> sweep.run(folder.resolve("sweep")));

        assertThat(wrong.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("thougths_per_step: unknown key; did you mean"))
                .anyMatch(problem -> problem.startsWith("optimizer.lr: expected a number"));
        assertThat(wrong).hasMessageStartingWith("the sweep has 2 problems:\n  - ");
        assertThat(folder.resolve("sweep")).doesNotExist();
    }

    @Test
    void aSettingThatFitsNowhereIsNamedWithoutTheOptionItIsGivenWithElsewhere() {
        Sweep sweep = SweepDsl.sweep(TinySweeps.base()).over(values("seed.x", 1));

        CurriculumException wrong =
                catchThrowableOfType(CurriculumException.class, () -> sweep.run(folder.resolve("sweep")));

        assertThat(wrong).hasMessage("the sweep: seed.x=1: x lies within a single value.");
    }

    @Test
    void moreThreadsThanCoresAreRefusedWithTheNumbers() {
        int cores = Runtime.getRuntime().availableProcessors();

        assertThatThrownBy(() -> TinySweeps.four().parallel(cores + 1).run(folder.resolve("sweep")))
                .hasMessageContaining("parallel %d x 1 threads".formatted(cores + 1))
                .hasMessageContaining("%d cores".formatted(cores));
    }

    @Test
    void geneticSearchRunsAndResumesTheSame() throws IOException {
        Sweep sweep =
                TinySweeps.four().search(SweepDsl.genetic(3).population(4)).candidates(3);
        SweepResult first = sweep.run(folder.resolve("sweep"));
        String leaderboard = Files.readString(first.folder().leaderboard());

        assertThat(Sweep.resume(folder.resolve("sweep")).leaderboard().csv()).isEqualTo(leaderboard);
        assertThat(first.leaderboard().standings()).hasSize(3);
    }
}
