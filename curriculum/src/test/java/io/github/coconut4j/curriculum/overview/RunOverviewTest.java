package io.github.coconut4j.curriculum.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.internal.training.MetricsFile;
import io.github.coconut4j.curriculum.run.RunFailure;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.TrainingListener.Evaluated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunOverviewTest {
    private static final Experiment ALONE =
            Dsl.experiment("alone").seed(5).curriculum(Dsl.stages(2).epochs(2, 1, 1));

    @TempDir
    Path runs;

    @Test
    void everyRunIsFoundWithItsState() throws IOException {
        RunFolder finished = RunFolder.create(runs.resolve("a-finished"), ALONE.toYaml());
        finished.finish(new RunResult("coconut", new Evaluation(9, 1, 0, 1, 1), 2, 4, 4, 1, "checkpoints/x", 0));
        RunFolder.create(runs.resolve("b-sweep/candidate-1"), ALONE.toYaml())
                .fail(new RunFailure("The disk is full.", "today"));
        Experiment two = ALONE.methods(Dsl.cot(), Dsl.noCot());
        RunFolder.create(runs.resolve("c-two"), two.toYaml());
        RunFolder.create(runs.resolve("c-two/cot"), two.method(Dsl.cot()).toYaml());
        RunFolder.create(runs.resolve("d-broken"), "sed: 1\n");
        Files.createDirectories(runs.resolve("e-empty"));

        List<RunOverview> found = RunOverview.in(runs);

        assertThat(found)
                .extracting(run -> runs.relativize(run.folder()) + " " + run.state())
                .containsExactly(
                        "a-finished FINISHED",
                        "b-sweep/candidate-1 FAILED",
                        "c-two/cot STOPPED",
                        "c-two/no_cot WAITING",
                        "d-broken BROKEN");
        assertThat(found.get(0).test()).contains(0.9);
        assertThat(found.get(1).failure()).contains("The disk is full.");
        assertThat(found.get(4).failure().orElseThrow()).contains("sed: unknown key; did you mean seed?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "failure.json"})
    void whatLiesInTheResultsPlaceAndIsNoFileIsBroken(String name) throws IOException {
        RunFolder folder = RunFolder.create(runs.resolve("folder"), ALONE.toYaml());
        Files.createDirectory(folder.path().resolve(name));
        RunFolder link = RunFolder.create(runs.resolve("link"), ALONE.toYaml());
        Files.createSymbolicLink(link.path().resolve(name), Path.of("nowhere"));

        List<RunOverview> found = RunOverview.in(runs);

        assertThat(found).extracting(RunOverview::state).containsOnly(RunState.BROKEN);
        assertThat(found.get(0).failure()).contains(folder.path().resolve(name) + " is a folder, not a file.");
        assertThat(found.get(1).failure())
                .contains(link.path().resolve(name) + " is a link to a file that is not there.");
    }

    @Test
    void howFarARunIsAndHowGood() {
        RunFolder run = RunFolder.create(runs.resolve("run"), ALONE.toYaml());
        try (MetricsFile metrics = new MetricsFile(run.metrics(), Optional.empty())) {
            metrics.onEvaluated(new Evaluated("coconut", 10, 1, 0, new Evaluation(6, 3, 1, 1, 1), 1));
            metrics.onEvaluated(new Evaluated("coconut", 15, 2, 1, new Evaluation(5, 5, 0, 1, 1), 1));
        }

        RunOverview overview = RunOverview.of(run.path()).get(0);

        assertThat(overview.stage()).isEqualTo(1);
        assertThat(overview.finalStage()).isEqualTo(2);
        assertThat(overview.epoch()).isEqualTo(3);
        assertThat(overview.epochs()).isEqualTo(4);
        assertThat(overview.best()).contains(0.5);
        assertThat(overview.test()).isEmpty();
        assertThat(overview.seed()).isEqualTo(5);
    }
}
