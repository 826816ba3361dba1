package io.github.coconut4j.curriculum.audit;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutBottleneck;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutStopGradient;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.files;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.pauseAsThought;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.settings.data.DataSettings;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemWriter;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.text.SpecialTokens;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Verdicts on models whose truth is known before they are asked.
 *
 * <p>The models have one layer, which cannot follow two edges in one pass: what it reads at a place is looked for by what stood there, not by what was just found. Two hops
 * need two passes, with the node in between carried by a thought.
 */
class KnownTruthTest {
    private static final GraphSearch TWO_HOPS = new GraphSearch(2, 1, 0, 0);
    private static final int LABELS = 6;
    private static final AuditSettings QUICK = new AuditSettings(300, 0, true, 50, 6);
    private static final Method COCONUT = coconut().specialMarkers(false);

    @TempDir
    Path folder;

    private static DataSettings twoHops() {
        return graphSearch().hops(2).extra(0).width(1).shared(0).problemsPerEpoch(4000);
    }

    private static Experiment learning(DataSettings data, Method method, Integer... epochs) {
        return experiment("truth")
                .data(data)
                .model(gpt2().layers(1).width(32).heads(2).positions(32).initStd(0.1))
                .methods(method)
                .curriculum(stages(2).epochs(epochs).resetOptimizer())
                .optimizer(adamW(5e-3)
                        .weightDecay(0.01)
                        .clipNorm(1.0)
                        .betas(0.9, 0.95)
                        .warmupSteps(20)
                        .finalLr(0.1))
                .batchSize(32)
                .evaluation(evaluation().validationProblems(8).testProblems(8).maxNewTokens(6));
    }

    private AuditReport audit(Path model, ProblemSource problems) {
        try (TrainedModel trained = TrainedModel.open(model)) {
            return Audit.of(trained, problems, QUICK).run();
        }
    }

    private AuditReport onTwoHops(Method method) {
        learning(twoHops(), method, 2, 1, 2).train(folder);
        return audit(folder, TWO_HOPS.problems(300, 5));
    }

    private static InterventionResult all(AuditReport report, Operator operator) {
        return report.result(Intervention.all(operator)).orElseThrow();
    }

    @Test
    void thoughtsThatAreTheOnlyWayToTheSecondHopAreCarriers() {
        AuditReport report = onTwoHops(COCONUT);
        assertThat(report.verdict()).isEqualTo(Verdict.CARRIED);
        assertThat(report.clean().accuracy()).isGreaterThan(0.95);
        assertThat(all(report, Operator.TWIN).follows()).isGreaterThan(0.95);
        // whoever copies a stranger's answer names the twin's as often as chance has it among the labels
        assertThat(all(report, Operator.OTHER_PROBLEM).follows()).isCloseTo(1.0 / LABELS, within(0.08));
    }

    @Test
    void behindABottleneckThoughtsCarryByConstruction() {
        AuditReport report = onTwoHops(coconutBottleneck().specialMarkers(false));
        assertThat(report.verdict()).isEqualTo(Verdict.CARRIED);
        assertThat(all(report, Operator.TWIN).follows()).isGreaterThan(0.95);
        // nothing but the thoughts tells one problem from another
        assertThat(all(report, Operator.MEAN_OF_STEP).donors()).isZero();
        assertThat(all(report, Operator.ZERO).keeps()).isLessThan(0.5);
    }

    /** All thoughts from the beginning: with written steps first, a thought would be taught the first hop by them. */
    @Test
    void thoughtsThatNoGradientReachesLearnNoSecondHop() {
        learning(twoHops(), coconutStopGradient().specialMarkers(false), 0, 0, 3)
                .train(folder);
        AuditReport report = audit(folder, TWO_HOPS.problems(300, 5));
        assertThat(report.verdict()).isEqualTo(Verdict.PLACEHOLDERS);
        assertThat(report.thoughts()).isEqualTo(2);
        assertThat(report.clean().accuracy()).isLessThan(0.6);
    }

    @Test
    void pausesLearnNoSecondHopEither() {
        AuditReport report = onTwoHops(pauseAsThought().specialMarkers(false));
        assertThat(report.verdict()).isEqualTo(Verdict.PLACEHOLDERS);
        assertThat(report.thoughts()).isZero();
        assertThat(report.clean().accuracy()).isLessThan(0.6);
    }

    /** The right option stands first, in training and in the test; no twin has it there. */
    @Test
    void whoeverLearntThatTheRightOptionStandsFirstHasAShortcut() {
        ProblemSource planted = planted(2000, 7);
        learning(saved(planted), COCONUT, 0, 0, 2).train(folder);
        AuditReport report = audit(folder, planted(200, 8));
        assertThat(report.verdict()).isEqualTo(Verdict.SHORTCUT);
        TwinConsistency twins = report.twins().orElseThrow();
        assertThat(twins.problems().accuracy()).isGreaterThan(0.95);
        assertThat(twins.share()).isLessThan(0.05);
    }

    /**
     * A model that knows the answers by heart, with thoughts that are erased by hand: the position embedding at their places is the pause of the trained model a million times
     * over, which the layer norm in front of the keys and values turns into the pause, whatever is fed back.
     */
    @Test
    void erasedThoughtsOfAModelThatAnswersRightArePlaceholders() throws IOException {
        learning(saved(byHeart(2000, 3)), pauseAsThought(), 0, 0, 2).train(folder);
        Path pause = new RunFolder(folder)
                .checkpoints()
                .latest()
                .map(Checkpoint::folder)
                .orElseThrow();
        Path erased = folder.resolve("erased");
        ProblemSource problems = byHeart(200, 4);
        erase(pause, erased, problems);

        try (TrainedModel model = TrainedModel.open(erased, 2)) {
            AuditReport report = Audit.of(model, problems, QUICK).run();
            assertThat(report.verdict()).isEqualTo(Verdict.PLACEHOLDERS);
            assertThat(report.thoughts()).isEqualTo(2);
            assertThat(report.clean().accuracy()).isGreaterThan(0.95);
            assertThat(report.interventions())
                    .extracting(InterventionResult::flips)
                    .containsOnly(0);
        }
    }

    private static void erase(Path from, Path to, ProblemSource problems) throws IOException {
        Files.createDirectories(to);
        try (Model model = ModelFolder.load(from);
                TrainedModel trained = TrainedModel.open(from)) {
            Problem any = problems.problem(0, 0);
            StagedRecord prompt = trained.encoder().prompt(any, trained.layout(any));
            INDArray words = model.parameters().get("transformer.wte.weight");
            INDArray positions = model.parameters().get("transformer.wpe.weight");
            int pause = Tokenizers.load(from).id(SpecialTokens.PAUSE).orElseThrow();
            for (int place = 0; place < 2; place++) {
                INDArray position = positions.getRow(prompt.promptLength() + place);
                position.addi(words.getRow(pause)).muli(1e6);
            }
            ModelFolder.save(model, to);
            Tokenizers.load(from).save(to);
        }
    }

    private static ProblemSource planted(int count, long seed) {
        ProblemSource drawn = TWO_HOPS.problems(count, seed);
        List<Problem> problems = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Problem problem = drawn.problem(0, row);
            String facts = problem.question().substring(0, problem.question().indexOf('?'));
            String root = problem.question().substring(problem.question().indexOf(':'));
            problems.add(new Problem(
                    "%s? %s %s %s"
                            .formatted(
                                    facts,
                                    problem.answer(),
                                    problem.otherAnswer().orElseThrow(),
                                    root),
                    problem.steps(),
                    problem.answer(),
                    problem.extra()));
        }
        return new ListSource("planted", problems, "planted " + seed);
    }

    /** Who is what never changes, so that it is learnt by heart and asked without facts. */
    private static ProblemSource byHeart(int count, long seed) {
        int known = 8;
        List<String> symbols = IntStream.range(0, 2 * known)
                .mapToObj(i -> (i < known ? "who" : "what") + i % known)
                .toList();
        List<List<Integer>> edges =
                IntStream.range(0, known).mapToObj(i -> List.of(i, i + known)).toList();
        SplittableRandom random = new SplittableRandom(seed);
        List<Problem> problems = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            int asked = random.nextInt(known);
            int other = (asked + 1 + random.nextInt(known - 1)) % known;
            boolean swapped = random.nextBoolean();
            problems.add(new Problem(
                    "what%d what%d who%d".formatted(swapped ? other : asked, swapped ? asked : other, asked),
                    List.of("what" + asked, "what" + asked),
                    "what" + asked,
                    Map.of(
                            "idx_to_symbol", symbols,
                            "edges", edges,
                            "root", asked,
                            "target", asked + known,
                            "neg_target", other + known)));
        }
        return new ListSource("by heart", problems, "by heart " + seed);
    }

    private DataSettings saved(ProblemSource problems) {
        Path file = folder.resolve(problems.fingerprint().replace(' ', '-') + ".json");
        try (ProblemWriter writer = new ProblemWriter(file)) {
            for (int row = 0; row < problems.size(); row++) {
                writer.write(problems.problem(0, row));
            }
        }
        return files(file, file);
    }
}
