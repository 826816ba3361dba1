package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.audit.intervention.Carrier;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import io.github.coconut4j.curriculum.internal.intervention.AnswerReading;
import io.github.coconut4j.curriculum.internal.intervention.RecordedThoughts;
import io.github.coconut4j.curriculum.internal.intervention.Strangers;
import io.github.coconut4j.curriculum.internal.intervention.ThoughtEdit;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Interventions on one set of problems whose thoughts are known. */
final class Changes {
    private final TrainedModel model;
    private final Evaluator evaluator;
    private final TwinPairs pairs;
    private final Sample sample;
    private final AuditSettings settings;
    private final List<Answer> before;
    private final RecordedThoughts clean;
    private Optional<AnswerReading> read = Optional.empty();

    /**
     * Prepares them.
     *
     * @param sample how many of the problems are asked about keys and values, and how many read their answers
     * @param before answers of all problems without interference
     * @param clean thoughts without interference, with the sample's keys and values
     */
    Changes(
            TrainedModel model,
            Evaluator evaluator,
            TwinPairs pairs,
            Sample sample,
            AuditSettings settings,
            List<Answer> before,
            RecordedThoughts clean) {
        this.model = model;
        this.evaluator = evaluator;
        this.pairs = pairs;
        this.sample = sample;
        this.settings = settings;
        this.before = before;
        this.clean = clean;
    }

    InterventionResult make(Intervention intervention) {
        int problems = intervention.on() == Carrier.INPUT ? pairs.size() : sample.kept();
        IntUnaryOperator donor = donor(intervention.operator(), problems);
        ThoughtEdit edit = new ThoughtEdit(
                intervention, clean, donor, model.config().decoder(), model.latentEmbedding(), settings.seed());
        Function<Problem, Layout> layout = problem -> layout(intervention, problem);
        List<Answer> after = evaluator.answer(pairs.problems(), problems, layout, edit);
        AnswerReading changed = reading(layout, edit);
        return count(intervention, after, donor, changed);
    }

    private IntUnaryOperator donor(Operator operator, int problems) {
        return switch (operator) {
            case OTHER_PROBLEM -> {
                int[] strangers = Strangers.draw(clean, problems, pairs.paired(), settings.seed());
                yield row -> strangers[row];
            }
            case TWIN -> TwinPairs::twin;
            default -> row -> row;
        };
    }

    private AnswerReading reading(Function<Problem, Layout> layout, ThoughtObserver watching) {
        List<Problem> problems =
                IntStream.range(0, sample.read()).mapToObj(pairs::problem).toList();
        AnswerReading reading = new AnswerReading(problems, model.encoder());
        evaluator.read(pairs.problems(), sample.read(), layout, watching, reading);
        return reading;
    }

    /** Without interference; read when it is first compared with. */
    private AnswerReading undisturbed() {
        if (read.isEmpty()) {
            read = Optional.of(reading(model::layout, (k, z, problems) -> {}));
        }
        return read.get();
    }

    /** With fewer places where thoughts are taken out. */
    private Layout layout(Intervention intervention, Problem problem) {
        Layout layout = model.layout(problem);
        return intervention.operator() == Operator.REMOVED
                ? layout.withPlaces((int) IntStream.range(0, layout.places())
                        .filter(k -> !intervention.scope().has(k))
                        .count())
                : layout;
    }

    private InterventionResult count(
            Intervention intervention, List<Answer> after, IntUnaryOperator donor, AnswerReading changed) {
        int keeps = 0;
        int follows = 0;
        int donors = 0;
        int flips = 0;
        for (int row = 0; row < after.size(); row++) {
            Answer answer = after.get(row);
            flips += answer.answer().equals(before.get(row).answer()) ? 0 : 1;
            keeps += answer.outcome() == Outcome.RIGHT ? 1 : 0;
            follows += answer.outcome() != Outcome.RIGHT && isTwins(answer, row) ? 1 : 0;
            donors += Outcome.isRight(pairs.problem(donor.applyAsInt(row)), answer.answer()) ? 1 : 0;
        }
        boolean exchange = List.of(Operator.TWIN, Operator.OTHER_PROBLEM).contains(intervention.operator());
        return new InterventionResult(
                intervention,
                keeps,
                follows,
                after.size() - keeps - follows,
                exchange ? donors : 0,
                flips,
                undisturbed().effect(changed));
    }

    /** The other option of the own question, or the answer to the twin's, which may be a sentence about somebody else. */
    private boolean isTwins(Answer answer, int row) {
        return answer.outcome() == Outcome.OTHER_OPTION
                || (pairs.paired() && Outcome.isRight(pairs.problem(TwinPairs.twin(row)), answer.answer()));
    }
}
