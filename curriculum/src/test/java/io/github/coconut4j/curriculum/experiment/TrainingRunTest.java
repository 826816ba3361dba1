package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRunTest {
    /** Sums of floats in batches of other sizes. */
    private static final java.util.Comparator<Double> NEARLY =
            (a, b) -> Math.abs(a - b) < 1e-5 ? 0 : Double.compare(a, b);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path tiny;
    private static Run tinyRun;

    @BeforeAll
    static void train() {
        tiny = shared.resolve("tiny");
        tinyRun = TinyExperiments.coconutAlone().train(tiny);
    }

    @Test
    void aFolderThatIsDeletedDuringTheTrainingIsAnErrorAndIsNotMadeAnew() {
        Path run = folder.resolve("run");
        TrainingListener deleting = new TrainingListener() {
            @Override
            public void onStep(StepDone event) {
                if (event.step() == 2) {
                    delete(run);
                }
            }
        };

        assertThatThrownBy(() -> TinyExperiments.coconutAlone().train(run, deleting))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(run + " of this run was deleted or moved");
        assertThat(run).doesNotExist();
    }

    private static void delete(Path tree) {
        try (java.util.stream.Stream<Path> paths = Files.walk(tree)) {
            paths.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void listenersHearOfEverythingInOrder() {
        List<String> heard = new ArrayList<>();
        TinyExperiments.coconutAlone().train(folder.resolve("run"), new TrainingListener() {
            @Override
            public void onRunStarted(RunStarted event) {
                heard.add("run of " + event.totalSteps() + " steps");
            }

            @Override
            public void onStageStarted(StageStarted event) {
                heard.add("stage " + event.stage() + " with " + event.thoughts() + " thoughts");
            }

            @Override
            public void onStep(StepDone event) {
                heard.add("step " + event.step());
            }

            @Override
            public void onEvaluated(Evaluated event) {
                heard.add("evaluated " + event.evaluation().problems());
            }

            @Override
            public void onCheckpoint(CheckpointWritten event) {
                heard.add("checkpoint " + event.checkpoint().state().epoch());
            }

            @Override
            public void onRunFinished(RunFinished event) {
                heard.add("finished " + event.result().test().problems());
            }
        });

        assertThat(heard.subList(0, 18))
                .containsExactly(
                        "run of 16 steps",
                        "stage 0 with 0 thoughts",
                        "evaluated 20",
                        "step 1",
                        "step 2",
                        "evaluated 20",
                        "step 3",
                        "step 4",
                        "evaluated 20",
                        "checkpoint 1",
                        "stage 1 with 1 thoughts",
                        "step 5",
                        "step 6",
                        "evaluated 20",
                        "step 7",
                        "step 8",
                        "evaluated 20",
                        "checkpoint 2");
        assertThat(heard).endsWith("checkpoint 4", "finished 30");
    }

    @Test
    void aRunLeavesTheFilesOfARun() {
        RunResult result = tinyRun.result("coconut");

        for (String file :
                List.of("config.yaml", "metrics.jsonl", "provenance.json", "result.json", "report.html", "model.fb")) {
            assertThat(tiny.resolve(file)).isNotEmptyFile();
        }
        Path checkpoint = tiny.resolve(result.checkpoint());
        assertThat(checkpoint).isEqualTo(tiny.resolve("checkpoints/epoch-0004"));
        for (String file : List.of("config.json", "model.safetensors", "optimizer.safetensors", "state.json")) {
            assertThat(checkpoint.resolve(file)).isNotEmptyFile();
        }
        assertThat(result.steps()).isEqualTo(16);
        assertThat(result.examples()).isEqualTo(128);
        assertThat(result.test().thoughts()).isEqualTo(2);
        assertThat(result.test().chance()).hasValue(0.5);
        assertThat(tiny.resolve("report.html")).content().contains("chance 50 %");
    }

    @Test
    void theCurvesBeginBeforeTheFirstStep() {
        List<TrainingListener.Evaluated> asked =
                Metrics.read(tiny.resolve("metrics.jsonl")).evaluations();

        assertThat(asked).extracting(TrainingListener.Evaluated::step).startsWith(0L, 2L, 4L);
        assertThat(asked.get(0).evaluation().problems()).isEqualTo(20);
        assertThat(asked.get(0).stage()).isZero();
    }

    @Test
    void aProblemWithoutOptionsHasNoChance() {
        Run run = TinyExperiments.coconutAlone()
                .data(Dsl.arithmetic().problemsPerEpoch(32))
                .model(Dsl.gpt2().layers(1).width(16).heads(2).positions(256))
                .train(folder.resolve("sums"));

        assertThat(run.result("coconut").test().chance()).isEmpty();
        assertThat(run.report()).content().doesNotContain("chance");
    }

    @Test
    void theConfigOfARunIsTheExperimentAgain() {
        assertThat(Experiment.load(tiny.resolve("config.yaml"), List.of())).isEqualTo(TinyExperiments.coconutAlone());
    }

    @Test
    void severalMethodsHaveRunFoldersOfTheirOwnAndOneReport() throws IOException {
        Path path = folder.resolve("three");
        Run run = TinyExperiments.coconutAlone()
                .methods(Dsl.coconut(), Dsl.cot(), Dsl.noCot())
                .evaluation(
                        Dsl.evaluation().validationProblems(8).testProblems(40).maxNewTokens(6))
                .train(path);

        assertThat(run.results()).extracting(RunResult::method).containsExactly("coconut", "cot", "no_cot");
        String report = Files.readString(run.report());
        for (RunResult result : run.results()) {
            assertThat(new RunFolder(path.resolve(result.method())).readResult())
                    .contains(result);
            assertThat(report).contains(">" + result.method() + "<");
            assertThat(report).contains("%.1f %%".formatted(100 * result.test().accuracy()));
            assertThat(report)
                    .contains("%.1f %%".formatted(100 * result.test().interval().high()));
        }
        assertThat(report)
                .contains("stage 2")
                .contains("<svg")
                .doesNotContain("<script")
                .doesNotContain("{{");
    }

    @Test
    void aTrainedModelIsAskedAsItWasTrained() {
        Experiment experiment = TinyExperiments.coconutAlone();

        try (TrainedModel model = TrainedModel.open(tiny);
                var problems = experiment.data().open(experiment.seed(), experiment.evaluation())) {
            assertThat(model.evaluate(problems.test(), 30, 7, 6))
                    .usingRecursiveComparison()
                    .withComparatorForType(NEARLY, Double.class)
                    .isEqualTo(tinyRun.result("coconut").test());
            assertThat(model.state().thoughts()).isEqualTo(2);
            assertThat(model.ask(problems.test().problem(0, 0).question(), 6).thoughts())
                    .isEqualTo(2);
        }
    }

    @Test
    void theSameSeedTrainsTheSameWeightsAndAnotherSeedOthers() throws IOException {
        TinyExperiments.coconutAlone().train(folder.resolve("b"));
        TinyExperiments.coconutAlone().seed(4).train(folder.resolve("c"));

        String weights = "checkpoints/epoch-0004/model.safetensors";
        assertThat(folder.resolve("b").resolve(weights)).hasSameBinaryContentAs(tiny.resolve(weights));
        assertThat(Files.mismatch(folder.resolve("c").resolve(weights), tiny.resolve(weights)))
                .isNotNegative();
    }

    /** Two steps of a word and one of twelve, eight thoughts each: the longest is stage 2, with sixteen thoughts and the long step. */
    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1"})
    void theLongestStageMayBeOneInTheMiddle(int epochs, double mixed) throws IOException {
        Problem problem = Problem.of("q", List.of("a", "b", "a b c d e f g h i j k l"), "x");
        ProblemEncoder encoder =
                new ProblemEncoder(Tokenizers.trainedOn(new ListSource("one", List.of(problem), "one")));
        int[] lengths = IntStream.rangeClosed(0, 3)
                .map(stage -> encoder.training(problem, new Layout(stage, 8 * stage, false))
                        .length())
                .toArray();
        assertThat(lengths[2]).isGreaterThan(Math.max(lengths[0], lengths[3])).isGreaterThan(lengths[1]);
        Path data = folder.resolve("data.json");
        Files.writeString(
                data,
                "[{\"question\": \"q\", \"steps\": [\"a\", \"b\", \"a b c d e f g h i j k l\"], \"answer\": \"x\"}]");

        assertThatThrownBy(() -> TinyExperiments.coconutAlone()
                        .data(Dsl.files(data, data))
                        .model(Dsl.gpt2().layers(1).width(16).heads(2).positions(lengths[2] - 1))
                        .methods(Dsl.coconut().thoughtsPerStep(8).specialMarkers(false))
                        .curriculum(Dsl.stages(3).epochs(1, 1, epochs, 1).uniformProb(mixed))
                        .train(folder.resolve("run")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("takes %d tokens, but the model has %d positions", lengths[2], lengths[2] - 1);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void nothingIsWrittenWhenSomethingIsWrong() {
        Path path = folder.resolve("run");

        assertThatThrownBy(() -> TinyExperiments.coconutAlone()
                        .model(Dsl.gpt2().layers(1).width(16).heads(2).positions(10))
                        .train(path))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("set model.positions to at least");
        assertThatThrownBy(() -> TinyExperiments.coconutAlone()
                        .data(Dsl.files(folder.resolve("none.json"), folder.resolve("none.json")))
                        .train(path))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("data.train_path: there is no file " + folder.resolve("none.json"));
        assertThat(path).doesNotExist();
    }
}
