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
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemWriter;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.search.Search;
import io.github.coconut4j.tuning.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    void whoeverFollowsIsToldHowFarFilesAreReadBeforeAndInEveryTrial() throws IOException {
        Path problems = folder.resolve("problems.json");
        ProblemSource drawn = GraphSearch.graphSearch().hops(2).problems(1, 12);
        try (ProblemWriter writer = new ProblemWriter(problems)) {
            LongStream.range(0, 12).forEach(row -> writer.write(drawn.problem(0, row)));
        }
        List<String> read = Collections.synchronizedList(new ArrayList<>());
        SweepListener follower = new SweepListener() {
            @Override
            public TrainingListener onCheck() {
                return rows("check");
            }

            @Override
            public TrainingListener onTrial(Trial trial) {
                return rows("trial " + trial.candidate());
            }

            private TrainingListener rows(String of) {
                return new TrainingListener() {
                    @Override
                    public void onRowRead(RowRead row) {
                        read.add(of + " " + row.rows());
                    }
                };
            }
        };

        SweepDsl.sweep(TinySweeps.base().data(Dsl.files(problems, problems)))
                .over(thoughtsPerStep(1, 2))
                .search(SweepDsl.grid())
                .parallel(2)
                .run(folder.resolve("sweep"), follower);

        assertThat(read).contains("check 12", "trial 0 12", "trial 1 12");
    }

    @Test
    void aSweepOverNothingIsRefused() {
        assertThatThrownBy(() -> SweepDsl.sweep(TinySweeps.base()).run(folder.resolve("sweep")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("over is empty");
        assertThat(folder.resolve("sweep")).doesNotExist();
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

    @ParameterizedTest
    @MethodSource("searches")
    void aFinishedSweepIsExtendedAndEndsAsOneThatHadAllCandidatesFromTheBeginning(Search search) throws IOException {
        Sweep all = SweepDsl.sweep(TinySweeps.base())
                .over(values("optimizer.lr", SweepDsl.logRange(1e-4, 1e-1)))
                .over(thoughtsPerStep(0, 1))
                .search(search)
                .candidates(5);
        SweepResult whole = all.run(folder.resolve("whole"));
        List<Integer> trained = new ArrayList<>();
        SweepListener listener = new SweepListener() {
            @Override
            public TrainingListener onTrial(Trial trial) {
                trained.add(trial.candidate());
                return new TrainingListener() {};
            }
        };

        all.candidates(2).run(folder.resolve("sweep"));
        SweepResult extended = Sweep.load(new SweepFolder(folder.resolve("sweep")).sweep(), List.of("candidates=5"))
                .run(folder.resolve("sweep"), listener);

        assertThat(trained).containsExactly(2, 3, 4);
        assertThat(extended.folder().leaderboard())
                .hasSameTextualContentAs(whole.folder().leaderboard());
        assertThat(Sweep.load(extended.folder().sweep(), List.of())).isEqualTo(all);
    }

    static Stream<Search> searches() {
        return Stream.of(
                SweepDsl.random(5),
                SweepDsl.grid().points(3),
                SweepDsl.genetic(3).population(4));
    }

    /** Twice as many candidates leave twice as many places after stage 1. */
    @Test
    void aHalvedSweepThatIsExtendedKeepsWhatItFinishedAndDecidesAnew() {
        Sweep halved = TinySweeps.halved();
        Sweep more = halved.candidates(4);

        SweepResult two = halved.candidates(2).run(folder.resolve("sweep"));
        SweepResult four = more.run(folder.resolve("sweep"));
        SweepResult whole = more.run(folder.resolve("whole"));

        for (Standing finished : finished(two)) {
            assertThat(finished(four))
                    .filteredOn(standing -> standing.candidate().number()
                            == finished.candidate().number())
                    .singleElement()
                    .satisfies(standing -> assertThat(standing.result()).isEqualTo(finished.result()));
        }
        assertThat(finished(four))
                .extracting(standing -> standing.candidate().number())
                .containsAll(finished(whole).stream()
                        .map(standing -> standing.candidate().number())
                        .toList());
    }

    private static List<Standing> finished(SweepResult result) {
        return result.leaderboard().standings().stream()
                .filter(standing -> standing.status() == Standing.Status.FINISHED)
                .toList();
    }

    @Test
    void lookingAtASweepTellsWhereItStandsAndChangesNothing() throws IOException {
        Path path = folder.resolve("sweep");
        SweepResult halved = TinySweeps.halved().run(path);
        FileTime before = Files.getLastModifiedTime(halved.folder().leaderboard());

        SweepResult looked = Sweep.look(path);

        assertThat(looked.leaderboard().csv()).isEqualTo(halved.leaderboard().csv());
        assertThat(Files.getLastModifiedTime(halved.folder().leaderboard())).isEqualTo(before);
        assertThatThrownBy(() -> Sweep.look(folder.resolve("none"))).hasMessageContaining("holds no sweep");
    }

    @Test
    void aClusterIsForTheCandidatesOrForTheWorkersOfOneTraining() {
        Sweep nested = SweepDsl.sweep(TinySweeps.base()
                        .execution(TinySweeps.base().execution().engine("spark", "local[2]")))
                .over(values("optimizer.lr", 1e-3, 1e-2));
        assertThatThrownBy(() -> nested.run(folder.resolve("nested")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("execution.engine is spark, but a candidate is trained in one place");
        Sweep nowhere = SweepDsl.sweep(TinySweeps.base())
                .over(values("optimizer.lr", 1e-3, 1e-2))
                .engine("local", "spark://head:7077");
        assertThatThrownBy(() -> nowhere.run(folder.resolve("nowhere")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("master is spark://head:7077, but engine is local");
        assertThat(folder.resolve("nested")).doesNotExist();
    }

    @Test
    void theCsvIsExactThePageIsRoundedAndLinksTheReports() throws IOException {
        SweepResult result = SweepDsl.sweep(TinySweeps.base())
                .over(values("optimizer.lr", SweepDsl.logRange(1e-4, 1e-1)))
                .over(values("curriculum.uniform_prob", 0.0, 0.123456789))
                .search(SweepDsl.random(1))
                .candidates(3)
                .run(folder.resolve("sweep"));

        String csv = Files.readString(result.folder().leaderboard());
        String page = Files.readString(result.folder().page());
        assertThat(csv.lines().findFirst()).hasValueSatisfying(line -> assertThat(line)
                .startsWith("rank,candidate,optimizer.lr,curriculum.uniform_prob,"));
        assertThat(page).contains(">optimizer.lr<", ">curriculum.uniform_prob<", "chance 50 %");
        for (Standing standing : result.leaderboard().standings()) {
            double rate = (Double) standing.candidate().settings().get(0).value();
            assertThat(csv).contains("," + rate + ",");
            double shown =
                    Double.parseDouble(standing.candidate().settings().get(0).rounded());
            assertThat(shown).isNotEqualTo(rate).isCloseTo(rate, Percentage.withPercentage(0.05));
            assertThat(page)
                    .contains(">" + standing.candidate().settings().get(0).rounded() + "<")
                    .contains("<a href=\"candidates/%04d/report.html\">"
                            .formatted(standing.candidate().number()));
        }
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
