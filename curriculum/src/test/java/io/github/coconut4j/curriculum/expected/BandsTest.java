package io.github.coconut4j.curriculum.expected;

import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.internal.training.MetricsFile;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.TrainingListener.Evaluated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BandsTest {
    private static final Experiment TWO =
            experiment("two").curriculum(stages(1)).methods(coconut(), cot());
    private static final Experiment ONE = TWO.methods(coconut());

    @TempDir
    Path folder;

    /**
     * Two seeds, two points: log-odds ±0.1 around 0 at the first, equal at the second (problems so many that the half
     * answers do not count). Variances 0.02 and 0, pooled 0.01, two degrees of freedom; Student's t at 1 - 0.05/4 with two
     * degrees is 6.2053 (tables), so the half width is 6.2053 · sqrt(0.01 · 1.5) = 0.7600.
     */
    @Test
    void theBandIsStudentsPredictionIntervalOfPooledLogOdds() {
        int many = 1_000_000_000;
        int low = (int) (many / (1 + Math.exp(0.1)));
        run("a", ONE.seed(0), many, low, many / 2);
        run("b", ONE.seed(1), many, many - low, many / 2);

        Expected expected = Bands.of(ONE, List.of(folder.resolve("a"), folder.resolve("b")));

        Measure first = expected.method("coconut").orElseThrow().at("stage 0").orElseThrow();
        assertThat(first.mean()).isCloseTo(0.5, within(1e-4));
        assertThat(first.low()).isCloseTo(1 / (1 + Math.exp(0.76)), within(2e-4));
        assertThat(first.high()).isCloseTo(1 / (1 + Math.exp(-0.76)), within(2e-4));
        assertThat(first.values()).containsExactly(0.475, 0.525);
        assertThat(expected.method("coconut").orElseThrow().measures())
                .extracting(Measure::at)
                .containsExactly("stage 0", "test");
        assertThat(expected.seeds()).containsExactly(0L, 1L);
    }

    /** Draws four seeds of a process with known noise a hundred times; the fourth leaves any band in 5 % of them. */
    @Test
    void anotherSeedStaysInAllBandsAsOftenAsPromised() {
        SplittableRandom random = new SplittableRandom(11);
        int left = 0;
        int trials = 100;
        for (int trial = 0; trial < trials; trial++) {
            List<Path> runs = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                int first = noisy(0.3, random);
                int second = noisy(3.0, random);
                runs.add(run(trial + "-" + seed, ONE.seed(seed), 100_000, first, second));
            }
            Expected expected = Bands.of(ONE, runs.subList(0, 3));
            Measured fourth = Measured.of("coconut", new RunFolder(runs.get(3)));
            if (Verdict.of(expected.methods().get(0), fourth).firstOutside().isPresent()) {
                left++;
            }
        }
        // Bonferroni's bound is 15 of 300; 25 is three standard deviations above it, and 2 what a band far too wide
        // gives.
        assertThat(left).isBetween(3, 25);
    }

    private static int noisy(double logit, SplittableRandom random) {
        return (int) (100_000 / (1 + Math.exp(-logit - 0.3 * random.nextGaussian())));
    }

    @Test
    void aFileIsReadAsItWasWritten() {
        run("a", TWO.seed(3), 100, 50, 60);
        run("b", TWO.seed(4), 100, 55, 64);
        Expected expected = Bands.of(TWO, List.of(folder.resolve("a"), folder.resolve("b")));
        Path file = folder.resolve("expected/two.yaml");

        expected.write(file);

        assertThat(Expected.load(file)).isEqualTo(expected);
        assertThat(expected.isOf(TWO.seed(9))).isTrue();
        assertThat(expected.isOf(ONE)).isTrue();
        assertThat(expected.isOf(TWO.batchSize(7))).isFalse();
    }

    @Test
    void runsOfAnExperimentWithMoreMethodsAndAnotherNameGiveTheBandsOfThoseItHas() {
        run("a", TWO.seed(0), 100, 50, 60);
        run("b", TWO.seed(1), 100, 55, 64);
        Experiment cot = experiment("cot").curriculum(stages(1)).methods(cot());

        Expected expected = Bands.of(cot, List.of(folder.resolve("a"), folder.resolve("b")));

        assertThat(expected.methods()).extracting(MethodBands::method).containsExactly("cot");
        assertThat(expected.isOf(cot)).isTrue();
        assertThat(expected.isOf(TWO)).isFalse();
        assertThat(expected.note()).contains("reproduce cot --from-runs");
    }

    @Test
    void runsWithoutTheMethodsOfAnExperimentAreRefused() {
        Path cot = run("a", TWO.methods(cot()), 100, 50, 60);
        Path twoThoughts = run("b", TWO.methods(coconut().thoughtsPerStep(2)), 100, 50, 60);

        assertThatThrownBy(() -> Bands.of(ONE, List.of(cot)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(cot + " has none of the methods of two")
                .hasMessageEndingWith("it has cot.");
        assertThatThrownBy(() -> Bands.of(ONE, List.of(twoThoughts)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(twoThoughts + " has none of the methods of two");
    }

    @Test
    void runsThatDoNotBelongTogetherAreRefused() {
        Path finished = run("a", ONE.seed(0), 100, 50, 60);
        Path other = run("b", ONE.seed(1).batchSize(7), 100, 50, 60);
        Path unfinished = folder.resolve("c");
        RunFolder.create(unfinished, ONE.seed(2).toYaml());

        assertThatThrownBy(() -> Bands.of(ONE, List.of(finished, other)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(other + " is a run of other settings than two");
        assertThatThrownBy(() -> Bands.of(ONE, List.of(finished, unfinished)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(unfinished + " is not finished");
        assertThatThrownBy(() -> Bands.of(ONE, List.of(finished)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("with seed 0 only");
    }

    @Test
    void theFirstPointOutsideItsBandIsNamed() {
        MethodBands bands = new MethodBands(
                "coconut",
                List.of(
                        new Measure("stage 0", 0.5, 0.4, 0.6, List.of(0.5)),
                        new Measure("stage 1", 0.8, 0.7, 0.9, List.of(0.8)),
                        new Measure("test", 0.9, 0.8, 1, List.of(0.9))));
        Path run = run("a", ONE.seed(0).curriculum(stages(1)), 100, 95, 60);

        Verdict verdict = Verdict.of(bands, Measured.of("coconut", new RunFolder(run)));

        assertThat(verdict.points())
                .extracting(Verdict.Point::place)
                .containsExactly(Measure.Place.ABOVE, Measure.Place.BELOW);
        assertThat(verdict.firstOutside().orElseThrow().sentence())
                .isEqualTo("stage 0: 95.0 % right, above the expected band of 40.0 to 60.0 %");
    }

    @Test
    void aPublishedNumberIsShownBesideAndJudgesNothing() {
        Expected paper = new Expected(
                Expected.Source.PAPER,
                "paper, not run here",
                List.of(),
                List.of(),
                "",
                List.of(new MethodBands("coconut", List.of(new Measure("test", 0.97, 0.97, 0.97, List.of())))));
        Path run = run("a", ONE.seed(0), 100, 50, 60);

        Reproduction reproduction = Reproduction.of(paper, ONE, run);

        assertThat(paper.isOf(ONE)).isFalse();
        assertThat(reproduction.judged()).isFalse();
        assertThat(reproduction.sentence()).startsWith("Not judged").contains("paper, not run here");
        assertThat(reproduction.verdicts().get(0).points())
                .extracting(Verdict.Point::sentence)
                .containsExactly("test: 60.0 % right; published: 97.0 %");
    }

    @Test
    void aStageThatIsNotOverIsNotMeasured() {
        Path run = folder.resolve("run");
        RunFolder.create(run, ONE.toYaml());
        evaluate(new RunFolder(run), "coconut", 100, 40, 0, 50, 1);

        assertThat(Measured.of("coconut", new RunFolder(run)).shares()).containsOnlyKeys("stage 0");
    }

    @Test
    void thePageShowsBandsAndVerdict() {
        run("a", TWO.seed(3), 100, 50, 60);
        run("b", TWO.seed(4), 100, 55, 64);
        Expected expected = Bands.of(TWO, List.of(folder.resolve("a"), folder.resolve("b")));
        Path good = run("c", TWO.seed(5), 100, 52, 62);
        Path bad = run("d", TWO.seed(6), 100, 99, 62);

        assertThat(Reproduction.of(expected, TWO.seed(5), good).passed()).isTrue();
        Reproduction failed = Reproduction.of(expected, TWO.seed(6), bad);

        assertThat(failed.passed()).isFalse();
        assertThat(failed.sentence()).startsWith("Left the band: coconut, stage 0: 99.0 % right, above");
        assertThat(good.resolve("reproduction.html"))
                .content()
                .contains("Pass: all 4 points of 2 methods", "<svg", "52.0 %")
                .doesNotContain("{{");
        assertThat(bad.resolve("reproduction.html")).content().contains("above");
    }

    /** A finished run of all methods of an experiment: an evaluation after stage 0, and the test. */
    private Path run(String name, Experiment experiment, int problems, int right, int rightInTest) {
        Path run = folder.resolve(name);
        RunFolder.create(run, experiment.toYaml());
        experiment.methods().forEach(method -> {
            RunFolder own = experiment.methods().size() == 1
                    ? new RunFolder(run)
                    : RunFolder.create(
                            run.resolve(method.name()),
                            experiment.method(method).toYaml());
            evaluate(own, method.name(), problems, right, 0);
            own.finish(new RunResult(
                    method.name(),
                    new Evaluation(rightInTest, problems - rightInTest, 0, 1, 1),
                    1,
                    10,
                    10,
                    1,
                    "checkpoints/epoch-0001",
                    0));
        });
        return run;
    }

    private static void evaluate(RunFolder run, String method, int problems, int... rightAndStage) {
        try (MetricsFile metrics = new MetricsFile(run.metrics(), Optional.empty())) {
            for (int i = 0; i < rightAndStage.length; i += 2) {
                int right = rightAndStage[i];
                metrics.onEvaluated(new Evaluated(
                        method, i + 1, i, rightAndStage[i + 1], new Evaluation(right, problems - right, 0, 1, 1), 1));
            }
        }
    }
}
