package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Intervention.Downstream;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.audit.intervention.Scope;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.curriculum.internal.intervention.RecordedThoughts;
import io.github.coconut4j.curriculum.internal.intervention.Strangers;
import io.github.coconut4j.curriculum.internal.intervention.ThoughtEdit;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Asks a trained model the same problems again and again, with its thoughts as they are, cut short, corrupted and exchanged, and says whether they carry the
 * reasoning.
 *
 * <p>The same model, problems and settings give the same report.
 */
public final class Audit {
    private static final int SHORTCUT_ROWS = 5000;

    private final TrainedModel model;
    private final ProblemSource source;
    private final AuditSettings settings;
    private final Consumer<String> progress;

    private Audit(TrainedModel model, ProblemSource source, AuditSettings settings, Consumer<String> progress) {
        this.model = model;
        this.source = source;
        this.settings = settings;
        this.progress = progress;
    }

    /** An audit of a model on problems, to be {@link #run}. Both stay open and belong to the caller. */
    public static Audit of(TrainedModel model, ProblemSource problems, AuditSettings settings) {
        return new Audit(model, problems, settings, experiment -> {});
    }

    /** The same audit, which tells what it is doing: the name of each experiment before it begins. */
    public Audit telling(Consumer<String> listener) {
        return new Audit(model, source, settings, listener);
    }

    /** Makes all experiments the model and the problems allow. */
    public AuditReport run() {
        TwinPairs pairs = TwinPairs.of(source, settings.pairs());
        try (Evaluator evaluator = model.evaluator(settings.batchSize(), settings.maxNewTokens());
                RecordedThoughts clean = new RecordedThoughts(pairs.size())) {
            progress.accept("without interference");
            List<Answer> answers = evaluator.answer(pairs.problems(), pairs.size(), model::layout, clean);
            Optional<TwinConsistency> twins =
                    pairs.paired() ? Optional.of(TwinConsistency.of(answers)) : Optional.empty();
            List<NecessityPoint> necessity = necessity(evaluator, pairs, answers);
            List<InterventionResult> interventions = new ArrayList<>();
            List<String> leftOut = new ArrayList<>(leftOut(pairs));
            if (clean.most() == 0) {
                leftOut.add("No thought was changed: the model has none.");
            } else {
                Changes changes = new Changes(evaluator, pairs, answers, clean, model.latentEmbedding());
                plan(clean.most(), pairs.paired()).forEach(what -> interventions.add(changes.make(what)));
            }
            AnswerCounts counts = AnswerCounts.of(answers);
            double chance = chance(pairs);
            VerdictRule.Finding finding = new VerdictRule(chance, counts, twins, clean.most(), interventions).find();
            return new AuditReport(
                    finding.verdict(),
                    finding.reasons(),
                    model.state().method().name(),
                    model.state().stage(),
                    source.name(),
                    clean.most(),
                    chance,
                    counts,
                    twins,
                    necessity,
                    interventions,
                    ShortcutTable.of(source, SHORTCUT_ROWS),
                    leftOut,
                    settings);
        }
    }

    private static List<String> leftOut(TwinPairs pairs) {
        List<String> leftOut = new ArrayList<>();
        if (!pairs.paired()) {
            leftOut.add("No thoughts were exchanged with twins: none of these problems has one.");
        } else if (pairs.without() > 0) {
            leftOut.add("%d problems were not asked: they have no twin.".formatted(pairs.without()));
        }
        return leftOut;
    }

    private static double chance(TwinPairs pairs) {
        return IntStream.range(0, pairs.size())
                        .allMatch(row -> pairs.problem(row).otherAnswer().isPresent())
                ? 0.5
                : 0;
    }

    /** Answers after k = 0, 1, ... places; the last point is the model as it is. */
    private List<NecessityPoint> necessity(Evaluator evaluator, TwinPairs pairs, List<Answer> full) {
        int most = IntStream.range(0, pairs.size())
                .map(row -> model.layout(pairs.problem(row)).places())
                .max()
                .orElse(0);
        boolean mixed = model.state().curriculum().uniformProb() > 0;
        List<NecessityPoint> points = new ArrayList<>();
        for (int k = 0; k < most; k++) {
            int places = k;
            progress.accept("%d of %d thoughts".formatted(k, most));
            List<Answer> answers = evaluator.answer(pairs.problems(), pairs.size(), problem -> cut(problem, places));
            points.add(new NecessityPoint(k, AnswerCounts.of(answers), agreement(answers, full), mixed));
        }
        if (most > 0) {
            points.add(new NecessityPoint(most, AnswerCounts.of(full), 1, true));
        }
        return points;
    }

    private Layout cut(Problem problem, int places) {
        Layout layout = model.layout(problem);
        return layout.withPlaces(Math.min(places, layout.places()));
    }

    private static double agreement(List<Answer> answers, List<Answer> full) {
        long same = IntStream.range(0, full.size())
                .filter(row -> answers.get(row).answer().equals(full.get(row).answer()))
                .count();
        return full.isEmpty() ? 0 : (double) same / full.size();
    }

    /** What is done to the thoughts, the decisive exchange first. */
    private List<Intervention> plan(int thoughts, boolean paired) {
        List<Intervention> plan = new ArrayList<>();
        plan.add(Intervention.all(Operator.SELF));
        if (paired) {
            plan.add(Intervention.all(Operator.TWIN));
            addSingles(plan, Operator.TWIN, thoughts);
        }
        plan.add(Intervention.all(Operator.OTHER_PROBLEM));
        plan.add(Intervention.all(Operator.NOISE));
        plan.add(Intervention.all(Operator.MEAN_OF_STEP));
        plan.add(Intervention.all(Operator.MEAN));
        plan.add(Intervention.all(Operator.ZERO));
        plan.add(Intervention.all(Operator.PAUSE));
        plan.add(Intervention.all(Operator.ADDED_NOISE));
        plan.add(Intervention.all(Operator.FIRST));
        plan.add(Intervention.all(Operator.PERMUTED));
        if (!settings.quick()) {
            addSingles(plan, Operator.MEAN_OF_STEP, thoughts);
            addSingles(plan, Operator.NOISE, thoughts);
            addSingles(plan, Operator.ZERO, thoughts);
            for (int k = 1; k < thoughts - 1; k++) {
                plan.add(new Intervention(Operator.MEAN_OF_STEP, Scope.prefix(k), Downstream.REROLLED));
                plan.add(new Intervention(Operator.MEAN_OF_STEP, Scope.suffix(k), Downstream.REROLLED));
            }
        }
        return plan;
    }

    private void addSingles(List<Intervention> plan, Operator operator, int thoughts) {
        for (int k = 0; k < thoughts; k++) {
            plan.add(new Intervention(operator, Scope.one(k), Downstream.REROLLED));
            if (!settings.quick()) {
                plan.add(new Intervention(operator, Scope.one(k), Downstream.FROZEN));
            }
        }
    }

    /** Interventions on one set of problems whose thoughts are known. */
    private final class Changes {
        private final Evaluator evaluator;
        private final TwinPairs pairs;
        private final List<Answer> before;
        private final RecordedThoughts clean;
        private final INDArray pause;
        private final int[] strangers;

        Changes(Evaluator evaluator, TwinPairs pairs, List<Answer> before, RecordedThoughts clean, INDArray pause) {
            this.evaluator = evaluator;
            this.pairs = pairs;
            this.before = before;
            this.clean = clean;
            this.pause = pause;
            this.strangers = Strangers.draw(clean, pairs.size(), pairs.paired(), settings.seed());
        }

        InterventionResult make(Intervention intervention) {
            progress.accept(
                    "%s for thoughts: %s".formatted(intervention.operator().words(), intervention.scope()));
            IntUnaryOperator donor =
                    switch (intervention.operator()) {
                        case OTHER_PROBLEM -> row -> strangers[row];
                        case TWIN -> TwinPairs::twin;
                        default -> row -> row;
                    };
            try (ThoughtEdit edit = new ThoughtEdit(intervention, clean, donor, pause, settings.seed())) {
                return count(
                        intervention, evaluator.answer(pairs.problems(), pairs.size(), model::layout, edit), donor);
            }
        }

        private InterventionResult count(Intervention intervention, List<Answer> after, IntUnaryOperator donor) {
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
                    intervention, keeps, follows, after.size() - keeps - follows, exchange ? donors : 0, flips);
        }

        /** The other option of the own question, or the answer to the twin's, which may be a sentence about somebody else. */
        private boolean isTwins(Answer answer, int row) {
            return answer.outcome() == Outcome.OTHER_OPTION
                    || (pairs.paired() && Outcome.isRight(pairs.problem(TwinPairs.twin(row)), answer.answer()));
        }
    }
}
