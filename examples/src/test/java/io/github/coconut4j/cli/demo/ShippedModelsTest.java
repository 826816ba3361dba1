package io.github.coconut4j.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.curriculum.audit.Audit;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.Verdict;
import io.github.coconut4j.curriculum.evaluation.AnswerTimes;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the models that come with the program is true of them. */
class ShippedModelsTest {
    private static final Path MODELS = Path.of("models");

    @TempDir
    Path folder;

    @BeforeAll
    static void livesInTheRepository() {
        System.setProperty("coconut.home", "..");
    }

    @AfterAll
    static void livesNowhere() {
        System.clearProperty("coconut.home");
    }

    /** Bounds are four deviations of 500 answers around the stated accuracy. */
    @ParameterizedTest
    @CsvSource({"coconut, 0.972, 1", "cot, 0.71, 0.86", "pause_as_thought, 0.42, 0.60"})
    void answerAsStated(String name, double low, double high) {
        ProblemSource problems = GraphSearch.graphSearch().hops(4).problems(500, 4711);
        try (TrainedModel model = TrainedModel.open(MODELS.resolve(name))) {
            assertThat(model.evaluate(problems, 500, 64, 16).accuracy()).isBetween(low, high);
        }
    }

    /** Counted by hand: the question is one pass; four thoughts; then "###" and the answer, before them four steps; pauses are columns of the question. */
    @ParameterizedTest
    @CsvSource({"coconut, 7", "cot, 7", "pause_as_thought, 3"})
    void takeSoManyPasses(String name, int passes) {
        ProblemSource problems = GraphSearch.graphSearch().hops(4).problems(1, 4711);
        try (TrainedModel model = TrainedModel.open(MODELS.resolve(name));
                Evaluator evaluator = model.evaluator(1, 16)) {
            assertThat(evaluator.answer(problems, 1, model::layout))
                    .singleElement()
                    .returns(passes, Evaluator.Answer::passes);
        }
    }

    /** Two tokens may be written, of which nobody reads the second; the end of the text is not reached. */
    @Test
    void anAnswerThatIsCutShortTakesOnePassLess() {
        ProblemSource problems = GraphSearch.graphSearch().hops(4).problems(1, 4711);
        try (TrainedModel model = TrainedModel.open(MODELS.resolve("cot"));
                Evaluator evaluator = model.evaluator(1, 2)) {
            assertThat(evaluator.answer(problems, 1, model::layout))
                    .singleElement()
                    .returns(2, Evaluator.Answer::passes);
        }
    }

    @Test
    void areTimedOneQuestionAtATime() {
        ProblemSource problems = GraphSearch.graphSearch().hops(4).problems(3, 4711);
        try (TrainedModel model = TrainedModel.open(MODELS.resolve("coconut"))) {
            AnswerTimes times = model.answerTimes(
                    List.of(problems.problem(0, 0), problems.problem(0, 1), problems.problem(0, 2)), 16);
            assertThat(times.questions()).isEqualTo(3);
            assertThat(times.median()).isPositive().isLessThanOrEqualTo(times.p95());
        }
    }

    /** Their truth is known: Coconut copies its answer through the thoughts, pauses hold the same token for every problem. */
    @ParameterizedTest
    @CsvSource({"coconut, CARRIED", "pause_as_thought, PLACEHOLDERS"})
    void areAuditedAsTheyAre(String name, Verdict verdict) {
        ProblemSource problems = GraphSearch.graphSearch().hops(4).problems(100, 4712);
        try (TrainedModel model = TrainedModel.open(MODELS.resolve(name))) {
            AuditReport report = Audit.of(
                            model,
                            problems,
                            AuditSettings.STANDARD.withPairs(100).withQuick(true))
                    .run();
            assertThat(report.verdict()).isEqualTo(verdict);
        }
    }

    @Test
    void theDemoShowsThemAtWork() {
        Path out = folder.resolve("demo");
        Cli.Result shown = Cli.run("demo", "--out", out.toString(), "--problem", "2");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("How it searches problem 2:", "pause_as_thought", "analysis.html");
        assertThat(Files.exists(out.resolve("analysis.html"))).isTrue();
    }

    @Test
    void thereAreFiveProblemsToChooseFrom() {
        Cli.Result refused = Cli.run("demo", "--problem", "6");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("--problem", "1 to 5");
    }

    @Test
    void modelsAreComparedProblemByProblem() {
        Path data = folder.resolve("problems.json");
        assertThat(Cli.run(
                                "data",
                                "generate",
                                "--task",
                                "graph_search",
                                "--count",
                                "60",
                                "--seed",
                                "5",
                                "--out",
                                data.toString())
                        .exitCode())
                .isZero();
        Cli.Result compared = Cli.run(
                "evaluate",
                "--model",
                MODELS.resolve("coconut").toString(),
                "--model",
                MODELS.resolve("pause_as_thought").toString(),
                "--data",
                data.toString());
        assertThat(compared.exitCode()).isZero();
        assertThat(compared.out())
                .contains("McNemar", "4 steps", "above", "the smallest difference that could have been found is");
        Cli.Result official = Cli.run(
                "evaluate",
                "--official",
                "--timed=0",
                "--model",
                MODELS.resolve("coconut").toString(),
                "--data",
                data.toString());
        assertThat(official.out()).contains("the other option 0", "\"no answer\" counts every wrong one");
    }
}
