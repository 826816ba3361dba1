package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.internal.intervention.RecordedThoughts;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Asks a trained model the same problems again and again, with its thoughts as they are, cut short, corrupted and exchanged, and says whether they carry the
 * reasoning.
 *
 * <p>The same model, problems and settings give the same report.
 */
public final class Audit {
    private static final int SHORTCUT_ROWS = 5000;
    /** Raised whenever an experiment comes to count something else, so that results kept before are made again. */
    private static final int RESULTS = 2;

    private final TrainedModel model;
    private final ProblemSource source;
    private final AuditSettings settings;
    private final AuditListener listener;
    private final Optional<FinishedWork> finished;
    private final Optional<List<Intervention>> chosen;

    private Audit(
            TrainedModel model,
            ProblemSource source,
            AuditSettings settings,
            AuditListener listener,
            Optional<FinishedWork> finished,
            Optional<List<Intervention>> chosen) {
        this.model = model;
        this.source = source;
        this.settings = settings;
        this.listener = listener;
        this.finished = finished;
        this.chosen = chosen;
    }

    /**
     * {@return an audit of a model on problems, to be {@link #run}} Both stay open and belong to the caller.
     *
     * @param model any whose number of thoughts is known
     * @param problems of which as many are asked as the settings say
     * @param settings how thorough it is
     */
    public static Audit of(TrainedModel model, ProblemSource problems, AuditSettings settings) {
        return new Audit(model, problems, settings, (number, all, name) -> {}, Optional.empty(), Optional.empty());
    }

    /**
     * {@return the same audit, which tells what it is doing}
     *
     * @param other gets a line for each experiment
     */
    public Audit telling(AuditListener other) {
        return new Audit(model, source, settings, other, finished, chosen);
    }

    /**
     * {@return the same audit, which keeps the results of its experiments, and takes those that are kept already of the same model, problems and
     * settings}
     *
     * @param results kept between calls, in a folder for instance
     */
    public Audit keeping(FinishedWork results) {
        return new Audit(model, source, settings, listener, Optional.of(results), chosen);
    }

    /**
     * {@return the same audit with these interventions instead of all, besides those that the verdict rests on}
     *
     * @param these in the order in which they are reported
     */
    public Audit interventions(List<Intervention> these) {
        return new Audit(model, source, settings, listener, finished, Optional.of(List.copyOf(these)));
    }

    /**
     * Makes all experiments the model and the problems allow.
     *
     * @return verdict, its reasons and every figure
     * @throws io.github.coconut4j.data.DataException naming file and row if the model cannot be asked one of the problems
     */
    public AuditReport run() {
        model.requireReadable(source, 2 * settings.pairs()); // twins may stand among them
        TwinPairs pairs = TwinPairs.of(source, settings.pairs());
        Experiments experiments = new Experiments(pairs);
        Sample sample = Sample.of(model, pairs, most(pairs, Layout::thoughts));
        try (Evaluator evaluator = model.evaluator(settings.batchSize(), settings.maxNewTokens());
                RecordedThoughts clean = new RecordedThoughts(pairs.size(), sample.kept())) {
            experiments.begin("without interference");
            List<Answer> answers = evaluator.answer(pairs.problems(), pairs.size(), model::layout, clean);
            Optional<TwinConsistency> twins =
                    pairs.paired() ? Optional.of(TwinConsistency.of(answers)) : Optional.empty();
            List<NecessityPoint> necessity = necessity(experiments, evaluator, pairs, answers);
            List<InterventionResult> interventions = new ArrayList<>();
            List<String> leftOut = new ArrayList<>(leftOut(pairs));
            if (clean.most() == 0) {
                leftOut.add("No thought was changed: the model has none.");
            } else {
                if (sample.kept() < pairs.size()) {
                    leftOut.add(
                            "Keys and values were changed of the first %d problems alone: of all they would take too much memory."
                                    .formatted(sample.kept()));
                }
                Changes changes = new Changes(model, evaluator, pairs, sample, settings, answers, clean);
                plan(clean.most(), pairs.paired())
                        .forEach(what -> interventions.add(
                                experiments.result(words(what), InterventionResult.class, () -> changes.make(what))));
            }
            AnswerCounts counts = AnswerCounts.of(answers);
            double chance = chance(pairs);
            VerdictRule.Finding finding = new VerdictRule(chance, counts, twins, clean.most(), interventions).find();
            return new AuditReport(
                    finding.verdict(),
                    finding.reasons(),
                    model.method(),
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

    private List<String> leftOut(TwinPairs pairs) {
        List<String> leftOut = new ArrayList<>();
        if (settings.quick()) {
            leftOut.add(
                    "Quick: no single thoughts, no constants in prefixes and suffixes, and none of the experiments "
                            + "beside the verdict (commitment, influence, words, lens, probes, calibration, other problems, cost).");
        }
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
    private List<NecessityPoint> necessity(
            Experiments experiments, Evaluator evaluator, TwinPairs pairs, List<Answer> full) {
        int most = most(pairs, Layout::places);
        boolean mixed = model.state().curriculum().mixes();
        List<NecessityPoint> points = new ArrayList<>();
        for (int k = 0; k < most; k++) {
            int places = k;
            points.add(experiments.result("%d of %d thoughts".formatted(k, most), NecessityPoint.class, () -> {
                List<Answer> answers =
                        evaluator.answer(pairs.problems(), pairs.size(), problem -> cut(problem, places));
                return new NecessityPoint(places, AnswerCounts.of(answers), agreement(answers, full), mixed);
            }));
        }
        if (most > 0) {
            points.add(new NecessityPoint(most, AnswerCounts.of(full), 1, true));
        }
        return points;
    }

    private int most(TwinPairs pairs, ToIntFunction<Layout> count) {
        return IntStream.range(0, pairs.size())
                .map(row -> count.applyAsInt(model.layout(pairs.problem(row))))
                .max()
                .orElse(0);
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

    private List<Intervention> plan(int thoughts, boolean paired) {
        return chosen.map(these -> InterventionPlan.of(these, paired))
                .orElseGet(() -> InterventionPlan.all(thoughts, paired, settings.quick()));
    }

    private static String words(Intervention what) {
        return "%s for thoughts: %s, %s"
                .formatted(what.words(), what.scope(), what.downstream().name().toLowerCase(Locale.ROOT));
    }

    /** The experiments of one audit, one after the other: told of, and kept. */
    private final class Experiments {
        private final int all;
        private final Map<String, String> from;
        private int begun;

        Experiments(TwinPairs pairs) {
            int thoughts = most(pairs, Layout::thoughts);
            int changes = thoughts == 0 ? 0 : plan(thoughts, pairs.paired()).size();
            all = 1 + most(pairs, Layout::places) + changes;
            from = MadeFrom.of(model, source, settings, thoughts, RESULTS);
        }

        void begin(String name) {
            begun++;
            listener.onExperiment(begun, all, name);
        }

        <T> T result(String name, Class<T> type, Supplier<T> work) {
            begin(name);
            return finished.isPresent() ? finished.get().of(name, from, type, work) : work.get();
        }
    }
}
