package io.github.coconut4j.curriculum.audit;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.audit.intervention.Carrier;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Intervention.Downstream;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.audit.intervention.Scope;
import io.github.coconut4j.curriculum.audit.report.AuditFiles;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import io.github.coconut4j.curriculum.internal.intervention.RecordedThoughts;
import io.github.coconut4j.curriculum.internal.intervention.Strangers;
import io.github.coconut4j.curriculum.internal.intervention.ThoughtEdit;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What must hold of every model, shown on one that has hardly been trained: identities, and the same report again. */
class AuditTest {
    private static final AuditSettings SETTINGS = new AuditSettings(20, 5, false, 8, 6);

    @TempDir
    static Path folder;

    private final ProblemSource problems = GraphSearch.graphSearch().hops(2).problems(40, 77);

    @BeforeAll
    static void train() {
        experiment("tiny")
                .seed(3)
                .data(graphSearch().hops(2).problemsPerEpoch(256))
                .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
                .methods(coconut().specialMarkers(false), cot())
                .curriculum(stages(2).epochs(1, 1, 2).resetOptimizer())
                .optimizer(adamW(1e-2))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(8).testProblems(8).maxNewTokens(6))
                .train(folder.resolve("run"));
    }

    @Test
    void theOwnThoughtsChangeNothingAndNeitherDoesFreezingThem() {
        try (TrainedModel model = coconut4j("coconut");
                Evaluator evaluator = model.evaluator(8, 6);
                RecordedThoughts clean = new RecordedThoughts(40, 40)) {
            List<Evaluator.Answer> before = evaluator.answer(problems, 40, model::layout, clean);
            Map<List<Integer>, float[]> scores = scores(evaluator, model, (k, z, rows) -> {});
            for (Carrier carrier : Carrier.values()) {
                for (Downstream downstream : Downstream.values()) {
                    Intervention itself = new Intervention(Operator.SELF, Scope.one(1), carrier, downstream);
                    ThoughtEdit edit = new ThoughtEdit(
                            itself, clean, row -> row, model.config().decoder(), model.latentEmbedding(), 0);
                    assertThat(evaluator.answer(problems, 40, model::layout, edit))
                            .isEqualTo(before);
                    scores(evaluator, model, edit)
                            .forEach((place, each) -> assertThat(each).containsExactly(scores.get(place)));
                }
            }
        }
    }

    private Map<List<Integer>, float[]> scores(Evaluator evaluator, TrainedModel model, ThoughtObserver watching) {
        Map<List<Integer>, float[]> scores = new HashMap<>();
        evaluator.read(
                problems, 40, model::layout, watching, (row, place, each) -> scores.put(List.of(row, place), each));
        assertThat(scores).hasSize(80); // mark and name
        return scores;
    }

    @Test
    void replacingAllThoughtsLeavesNothingDownstream() {
        try (TrainedModel model = coconut4j("coconut")) {
            AuditReport report = Audit.of(model, problems, SETTINGS).run();
            InterventionResult self =
                    report.result(Intervention.all(Operator.SELF)).orElseThrow();
            assertThat(self.flips()).isZero();
            assertThat(self.keepsOwn()).isEqualTo(report.clean().right());
            assertThat(report.thoughts()).isEqualTo(2);
            assertThat(report.necessity()).extracting(NecessityPoint::thoughts).containsExactly(0, 1, 2);
            assertThat(report.necessity().get(2).answers()).isEqualTo(report.clean());
        }
    }

    /** The last thought frozen is the last thought rerolled, for nothing comes behind it. */
    @Test
    void nothingIsBehindTheLastThought() {
        try (TrainedModel model = coconut4j("coconut")) {
            AuditReport report = Audit.of(model, problems, SETTINGS).run();
            InterventionResult rerolled = last(report, Downstream.REROLLED);
            InterventionResult frozen = last(report, Downstream.FROZEN);
            assertThat(frozen.keepsOwn()).isEqualTo(rerolled.keepsOwn());
            assertThat(frozen.followsTwin()).isEqualTo(rerolled.followsTwin());
            assertThat(frozen.flips()).isEqualTo(rerolled.flips());
        }
    }

    @Test
    void theSameAuditWritesTheSameBytesInOtherBatches() throws IOException {
        List<byte[]> pages = new ArrayList<>();
        for (int batch : new int[] {8, 40}) {
            try (TrainedModel model = coconut4j("coconut")) {
                AuditFiles files = AuditFiles.in(folder.resolve("audit-" + batch));
                files.write(Audit.of(model, problems, new AuditSettings(20, 5, true, batch, 6))
                        .run());
                pages.add(Files.readAllBytes(files.page()));
                assertThat(files.folder().resolve("audit.json")).exists();
                assertThat(files.page()).content().contains("chance 50 %");
            }
        }
        assertThat(pages.get(1)).isEqualTo(pages.get(0));
    }

    /** Without its last thought a chain is the chain of one thought less, whether the others are thought again or kept. */
    @Test
    void takingOutTheLastThoughtIsAThoughtLess() {
        Intervention last = Intervention.all(Operator.REMOVED).thought(2);
        try (TrainedModel model = coconut4j("coconut")) {
            AuditReport report = Audit.of(model, problems, SETTINGS)
                    .interventions(List.of(last, last.frozen(), Intervention.all(Operator.REMOVED)))
                    .run();
            for (Intervention removed : List.of(last, last.frozen())) {
                isAsWith(report, report.result(removed).orElseThrow(), 1);
            }
            isAsWith(report, report.result(Intervention.all(Operator.REMOVED)).orElseThrow(), 0);
        }
    }

    private static void isAsWith(AuditReport report, InterventionResult removed, int thoughts) {
        NecessityPoint fewer = report.necessity().get(thoughts);
        assertThat(removed.keepsOwn()).isEqualTo(fewer.answers().right());
        assertThat(removed.flips()).isEqualTo((int) Math.round((1 - fewer.agreement()) * removed.all()));
    }

    /** Without its first thought, and the second kept, a problem has the recorded second thought in its first place. */
    @Test
    void whatIsBehindAThoughtThatIsTakenOutMovesUp() {
        try (TrainedModel model = coconut4j("coconut");
                Evaluator evaluator = model.evaluator(8, 6)) {
            INDArray[] second = new INDArray[40];
            List<Evaluator.Answer> before = evaluator.answer(problems, 40, model::layout, (k, z, rows) -> {
                for (int i = 0; i < rows.length; i++) {
                    if (k == 1 && rows[i] >= 0) {
                        second[rows[i]] = z.getRow(i).dup();
                    }
                }
            });
            List<Evaluator.Answer> after = evaluator.answer(
                    problems, 40, problem -> model.layout(problem).withPlaces(1), (k, z, rows) -> {
                        for (int i = 0; i < rows.length; i++) {
                            if (rows[i] >= 0) {
                                z.putRow(i, second[rows[i]]);
                            }
                        }
                    });
            Intervention first = Intervention.all(Operator.REMOVED).thought(1).frozen();
            AuditReport report = Audit.of(model, new ListSource("alone", rows(), "alone"), SETTINGS.withPairs(20))
                    .interventions(List.of(first))
                    .run();
            InterventionResult removed = report.result(first).orElseThrow();
            assertThat(removed.keepsOwn()).isEqualTo((int) after.stream()
                    .filter(answer -> answer.outcome() == Outcome.RIGHT)
                    .count());
            assertThat(removed.flips()).isEqualTo((int) IntStream.range(0, 40)
                    .filter(row ->
                            !after.get(row).answer().equals(before.get(row).answer()))
                    .count());
        }
    }

    /** The problems without their graphs, so that they have no twins. */
    private List<Problem> rows() {
        return IntStream.range(0, 40)
                .mapToObj(row -> problems.problem(0, row))
                .map(problem -> Problem.of(problem.question(), problem.steps(), problem.answer()))
                .toList();
    }

    /** Killed in the middle, gone on with: what was finished is taken, the page is that of an audit that nothing disturbed. */
    @Test
    void whatWasStoppedGoesOnAndWritesTheSameBytes() throws IOException {
        try (TrainedModel model = coconut4j("coconut")) {
            AuditFiles undisturbed = AuditFiles.in(folder.resolve("undisturbed"));
            undisturbed.write(Audit.of(model, problems, SETTINGS).run());
            AuditFiles files = AuditFiles.in(folder.resolve("stopped"));
            Audit audit = Audit.of(model, problems, SETTINGS).keeping(files.finished());
            assertThatThrownBy(() -> audit.telling((number, all, name) -> {
                                if (number == 12) {
                                    throw new IllegalStateException("killed");
                                }
                            })
                            .run())
                    .hasMessage("killed");
            assertThat(kept(files)).hasSize(12 - 2); // the first keeps nothing, the last was not finished
            files.write(audit.run());
            for (String name : List.of("audit.html", "audit.json", "necessity.csv", "interventions.csv")) {
                assertThat(files.folder().resolve(name))
                        .hasSameBinaryContentAs(undisturbed.folder().resolve(name));
            }
        }
    }

    /** What is kept is taken, which shows by a number that was changed in it, and only for the same model, problems and settings. */
    @Test
    void keptResultsAreTakenForWhatTheyAreOf() throws IOException {
        AuditSettings quick = SETTINGS.withQuick(true);
        AuditFiles files = AuditFiles.in(folder.resolve("kept"));
        Intervention noise = Intervention.all(Operator.NOISE);
        try (TrainedModel model = coconut4j("coconut")) {
            Audit audit = Audit.of(model, problems, quick).keeping(files.finished());
            AuditReport report = audit.run();
            for (Path file : kept(files)) {
                String text = Files.readString(file);
                Files.writeString(file, text.replaceAll("\"flips\":\\d+", "\"flips\":4711"));
            }
            assertThat(audit.run().result(noise).orElseThrow().flips()).isEqualTo(4711);
            AuditReport otherSeed = Audit.of(model, problems, quick.withSeed(6))
                    .keeping(files.finished())
                    .run();
            assertThat(otherSeed.result(noise).orElseThrow().flips()).isLessThan(41);
            assertThat(audit.run()).isEqualTo(report);
        }
    }

    private static List<Path> kept(AuditFiles files) throws IOException {
        try (Stream<Path> kept = Files.list(files.finished().folder())) {
            return kept.sorted().toList();
        }
    }

    /** How far it is, is told from the first experiment on. */
    @Test
    void everyExperimentIsToldWithItsNumber() {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (String method : List.of("coconut", "cot")) {
            try (TrainedModel model = coconut4j(method)) {
                Audit.of(model, problems, SETTINGS)
                        .telling((number, of, name) -> {
                            numbers.add(number);
                            all.add(of);
                        })
                        .run();
            }
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, numbers.size()).boxed().toList());
            assertThat(all).containsOnly(numbers.size());
            numbers.clear();
            all.clear();
        }
    }

    @Test
    void chosenInterventionsStandBesideThoseOfTheVerdict() {
        try (TrainedModel model = coconut4j("coconut")) {
            Intervention last = Intervention.all(Operator.ZERO).thought(2).frozen();
            AuditReport report = Audit.of(model, problems, SETTINGS)
                    .interventions(List.of(last, Intervention.all(Operator.NOISE)))
                    .run();
            assertThat(report.interventions())
                    .extracting(InterventionResult::intervention)
                    .containsExactly(
                            Intervention.all(Operator.TWIN),
                            Intervention.all(Operator.OTHER_PROBLEM),
                            Intervention.all(Operator.NOISE),
                            last);
        }
    }

    @Test
    void aModelThatWritesItsStepsHasNoThoughtsToChange() {
        try (TrainedModel model = coconut4j("cot")) {
            AuditReport report = Audit.of(model, problems, SETTINGS).run();
            assertThat(report.interventions()).isEmpty();
            assertThat(report.verdict()).isNotEqualTo(Verdict.CARRIED);
            assertThat(report.leftOut()).anyMatch(line -> line.contains("the model has none"));
        }
    }

    @Test
    void strangersAreNeverTheProblemItselfNorItsTwin() {
        try (RecordedThoughts none = new RecordedThoughts(12)) {
            int[] donors = Strangers.draw(none, 12, true, 9);
            for (int row = 0; row < donors.length; row++) {
                assertThat(donors[row] / 2).isNotEqualTo(row / 2);
            }
        }
    }

    private static InterventionResult last(AuditReport report, Downstream downstream) {
        return report.result(new Intervention(Operator.NOISE, Scope.one(1), Carrier.INPUT, downstream))
                .orElseThrow();
    }

    private TrainedModel coconut4j(String method) {
        return TrainedModel.open(folder.resolve("run").resolve(method));
    }
}
