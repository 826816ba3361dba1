package io.github.coconut4j.curriculum.audit.intervention;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutBottleneck;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.audit.Audit;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import io.github.coconut4j.curriculum.internal.intervention.RecordedThoughts;
import io.github.coconut4j.curriculum.internal.intervention.ThoughtEdit;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.Twins;
import io.github.coconut4j.model.generate.KeptThoughts;
import io.github.coconut4j.model.generate.ThoughtListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** On a model that is hardly more than random numbers: interventions on the keys and values of thoughts, and what they do to the words of the right answer, against what must come out and against slower ways to it. */
class KeysAndValuesTest {
    private static final int PROBLEMS = 40;
    private static final int WIDTH = 16;
    /** Keys and values of two layers. */
    private static final int NUMBERS = 2 * 2 * WIDTH;

    private static final double FLOAT = 1e-4;

    @TempDir
    static Path folder;

    private final ProblemSource problems = pairs();

    @BeforeAll
    static void train() {
        experiment("tiny")
                .seed(3)
                .data(graphSearch().hops(2).problemsPerEpoch(16))
                .model(gpt2().layers(2).width(WIDTH).heads(2).positions(32).initStd(0.5))
                .methods(coconut(), coconutBottleneck())
                .curriculum(stages(2).epochs(1, 1, 2))
                .optimizer(adamW(1e-4))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(8).testProblems(8).maxNewTokens(6))
                .train(folder);
    }

    /** A problem at every even row, its twin behind it. */
    private static ProblemSource pairs() {
        List<Problem> pairs = new ArrayList<>();
        ProblemSource source = GraphSearch.graphSearch().hops(2).problems(PROBLEMS, 77);
        for (long row = 0; pairs.size() < PROBLEMS; row++) {
            Problem problem = source.problem(0, row);
            pairs.add(problem);
            pairs.add(Twins.of(problem).orElseThrow());
        }
        return new ListSource("pairs", pairs, "pairs");
    }

    private static TrainedModel open(String method) {
        return TrainedModel.open(folder.resolve(method));
    }

    private static ThoughtEdit edit(
            TrainedModel model, Intervention intervention, RecordedThoughts clean, IntUnaryOperator donors) {
        return new ThoughtEdit(intervention, clean, donors, model.config().decoder(), model.latentEmbedding(), 4);
    }

    /** Behind a bottleneck words see nothing but the thoughts, so whoever has all keys and values of another problem says what that one says, whatever is fed back. */
    @ParameterizedTest
    @EnumSource(Intervention.Downstream.class)
    void behindABottleneckWhoeverHasAnothersKeysAndValuesSaysWhatItSays(Intervention.Downstream downstream) {
        try (TrainedModel model = open("coconut_bottleneck");
                Evaluator evaluator = model.evaluator(8, 6);
                RecordedThoughts clean = new RecordedThoughts(PROBLEMS, PROBLEMS)) {
            List<String> before = texts(evaluator.answer(problems, PROBLEMS, model::layout, clean));
            Intervention others = new Intervention(Operator.OTHER_PROBLEM, Scope.ALL, Carrier.KEYS_VALUES, downstream);
            List<String> after = texts(evaluator.answer(
                    problems, PROBLEMS, model::layout, edit(model, others, clean, row -> PROBLEMS - 1 - row)));
            for (int row = 0; row < PROBLEMS; row++) {
                assertThat(after.get(row)).isEqualTo(before.get(PROBLEMS - 1 - row));
            }
            assertThat(after).isNotEqualTo(before);
        }
    }

    private static List<String> texts(List<Evaluator.Answer> answers) {
        return answers.stream().map(Evaluator.Answer::text).toList();
    }

    /** Where all keys and values are replaced, nobody sees what was fed back. */
    @Test
    void withAllKeysAndValuesReplacedItDoesNotMatterWhatIsFedBack() {
        try (TrainedModel model = open("coconut")) {
            Intervention others = Intervention.all(Operator.OTHER_PROBLEM).on(Carrier.KEYS_VALUES);
            AuditReport report = Audit.of(model, problems, new AuditSettings(20, 4, false, 8, 6))
                    .interventions(List.of(others, others.frozen()))
                    .run();
            InterventionResult rerolled = report.result(others).orElseThrow();
            InterventionResult frozen = report.result(others.frozen()).orElseThrow();
            assertThat(frozen)
                    .isEqualTo(new InterventionResult(
                            others.frozen(),
                            rerolled.keepsOwn(),
                            rerolled.followsTwin(),
                            rerolled.neither(),
                            rerolled.donors(),
                            rerolled.flips(),
                            rerolled.effect()));
            assertThat(frozen.effect().divergence().mean()).isGreaterThan(1e-3);
        }
    }

    /** Keys and values of both layers by problem and thought, {@code [F]}, as they are left by the model and by an edit. */
    private static final class Recorded implements ThoughtObserver {
        private final Map<List<Integer>, float[]> all = new HashMap<>();
        private final Map<List<Integer>, float[]> own = new HashMap<>();
        private final ThoughtObserver edit;

        Recorded(ThoughtObserver edit) {
            this.edit = edit;
        }

        @Override
        public void onThoughts(int k, INDArray z, int[] problems) {
            edit.onThoughts(k, z, problems);
        }

        @Override
        public void onKept(int k, KeptThoughts kept, int[] problems) {
            record(own, k, kept, problems);
            edit.onKept(k, kept, problems);
            record(all, k, kept, problems);
        }

        private static void record(Map<List<Integer>, float[]> in, int k, KeptThoughts kept, int[] problems) {
            try (INDArray read = kept.read()) {
                for (int i = 0; i < problems.length; i++) {
                    in.put(List.of(problems[i], k), read.getRow(i).toFloatVector());
                }
            }
        }
    }

    /** What stands in the place of the second thought's keys and values, number by number, is what the operator says, and nothing else has changed. */
    @ParameterizedTest
    @EnumSource(
            value = Operator.class,
            names = {"ZERO", "MEAN", "MEAN_OF_STEP", "TWIN", "FIRST", "NOISE"})
    void operatorsPutInTheirPlaceWhatTheySay(Operator operator) {
        try (TrainedModel model = open("coconut");
                Evaluator evaluator = model.evaluator(8, 6);
                RecordedThoughts clean = new RecordedThoughts(PROBLEMS, PROBLEMS)) {
            evaluator.answer(problems, PROBLEMS, model::layout, clean);
            Recorded before = new Recorded((k, z, rows) -> {});
            evaluator.answer(problems, PROBLEMS, model::layout, before);
            for (Carrier carrier : List.of(Carrier.KEYS_VALUES, Carrier.KEYS, Carrier.VALUES)) {
                Intervention second = Intervention.all(operator).thought(2).on(carrier);
                Recorded after = new Recorded(edit(model, second, clean, row -> row ^ 1));
                evaluator.answer(problems, PROBLEMS, model::layout, after);
                for (int row = 0; row < PROBLEMS; row++) {
                    List<Integer> place = List.of(row, 1);
                    assertThat(after.own.get(place)).containsExactly(before.all.get(place));
                    assertThat(after.all.get(List.of(row, 0))).containsExactly(before.all.get(List.of(row, 0)));
                    for (int i = 0; i < NUMBERS; i++) {
                        boolean isKey = i / WIDTH % 2 == 0;
                        boolean stays = carrier == (isKey ? Carrier.VALUES : Carrier.KEYS);
                        float now = after.all.get(place)[i];
                        if (stays) {
                            assertThat(now).isEqualTo(before.all.get(place)[i]);
                        } else if (operator != Operator.NOISE) {
                            assertThat((double) now).isCloseTo(expected(operator, before, row, i), within(FLOAT));
                        }
                    }
                    if (operator == Operator.NOISE) {
                        hasTheLengthsOf(after.all.get(place), before.all.get(place));
                    }
                }
            }
        }
    }

    private static double expected(Operator operator, Recorded before, int row, int i) {
        return switch (operator) {
            case ZERO -> 0;
            case TWIN -> before.all.get(List.of(row ^ 1, 1))[i];
            case FIRST -> before.all.get(List.of(row, 0))[i];
            case MEAN_OF_STEP ->
                IntStream.range(0, PROBLEMS)
                        .mapToDouble(other -> before.all.get(List.of(other, 1))[i])
                        .average()
                        .orElseThrow();
            case MEAN ->
                IntStream.range(0, 2 * PROBLEMS)
                        .mapToDouble(other -> before.all.get(List.of(other / 2, other % 2))[i])
                        .average()
                        .orElseThrow();
            default -> throw new IllegalArgumentException(operator.words());
        };
    }

    /** Of the keys of each layer, and of its values. */
    private static void hasTheLengthsOf(float[] noise, float[] own) {
        for (int part = 0; part < NUMBERS; part += WIDTH) {
            assertThat(length(noise, part)).isCloseTo(length(own, part), within(1e-4));
        }
    }

    private static double length(float[] numbers, int begin) {
        return Math.sqrt(IntStream.range(begin, begin + WIDTH)
                .mapToDouble(i -> (double) numbers[i] * numbers[i])
                .sum());
    }

    /** Word by word, every beginning of the answer a prompt of its own. */
    @Test
    void effectsAreThoseOfSinglePrompts() {
        ThoughtListener zero = (k, z, rows) -> z.muli(0);
        Intervention zeros = Intervention.all(Operator.ZERO);
        try (TrainedModel model = open("coconut");
                Interrogation clean = new Interrogation(model);
                Interrogation changed = new Interrogation(model, zero)) {
            AuditReport report = Audit.of(model, problems, new AuditSettings(20, 4, true, 8, 6))
                    .interventions(List.of(zeros))
                    .run();
            Effect effect = report.result(zeros).orElseThrow().effect();
            double[] nats = new double[effect.problems()];
            double[] log = new double[effect.problems()];
            for (int row = 0; row < effect.problems(); row++) {
                Problem problem = problems.problem(0, row);
                int[] words = model.encoder().tokenizer().encode("### " + problem.answer());
                for (int said = 0; said < words.length; said++) {
                    double[] p = next(clean, problem, Arrays.copyOf(words, said));
                    double[] q = next(changed, problem, Arrays.copyOf(words, said));
                    log[row] += q[words[said]] - p[words[said]];
                    for (int word = 0; word < p.length; word++) {
                        nats[row] += Math.exp(p[word]) * (p[word] - q[word]);
                    }
                }
            }
            assertThat(effect.problems()).isEqualTo(10);
            is(effect.divergence(), nats);
            is(effect.logRight(), log);
        }
    }

    private static double[] next(Interrogation asked, Problem problem, int... words) {
        return asked.behind(List.of(asked.speaking(problem, 2, words)), (row, end) -> end.logProbabilities())
                .get(0);
    }

    private static void is(Mean mean, double[] numbers) {
        double average = Arrays.stream(numbers).average().orElseThrow();
        double squares = Arrays.stream(numbers)
                .map(number -> (number - average) * (number - average))
                .sum();
        double reach = 1.96 * Math.sqrt(squares / (numbers.length - 1) / numbers.length);
        assertThat(Math.abs(average)).isGreaterThan(100 * FLOAT);
        assertThat(mean.mean()).isCloseTo(average, within(FLOAT));
        assertThat(mean.low()).isCloseTo(average - reach, within(FLOAT));
        assertThat(mean.high()).isCloseTo(average + reach, within(FLOAT));
    }

    @Test
    void thereAreNoKeysAndValuesOfWhatIsTakenOut() {
        assertThatThrownBy(() -> Intervention.all(Operator.REMOVED).on(Carrier.VALUES))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("values")
                .hasMessageContaining("taken out");
    }
}
