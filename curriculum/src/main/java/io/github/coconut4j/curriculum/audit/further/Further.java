package io.github.coconut4j.curriculum.audit.further;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.FinishedWork;
import io.github.coconut4j.curriculum.audit.MadeFrom;
import io.github.coconut4j.curriculum.audit.cost.AnswerCost;
import io.github.coconut4j.curriculum.audit.influence.Influence;
import io.github.coconut4j.curriculum.audit.influence.InfluenceMeasurement;
import io.github.coconut4j.curriculum.audit.lens.Lens;
import io.github.coconut4j.curriculum.audit.lens.LensReading;
import io.github.coconut4j.curriculum.audit.lens.PatchReading;
import io.github.coconut4j.curriculum.audit.lens.Patchscope;
import io.github.coconut4j.curriculum.audit.lens.TraceRates;
import io.github.coconut4j.curriculum.audit.lens.WordThoughts;
import io.github.coconut4j.curriculum.audit.probe.ProbeFigures;
import io.github.coconut4j.curriculum.audit.scores.Calibration;
import io.github.coconut4j.curriculum.audit.scores.Commitment;
import io.github.coconut4j.curriculum.audit.scores.OptionScores;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the experiments beside the verdict that a model and its problems allow, one after the other. All but the milliseconds are the same for the same model, problems and
 * settings.
 */
public final class Further {
    /** Distributions over the whole vocabulary are kept for so many words, then for fewer problems. */
    private static final int WORDS_KEPT = 4_000_000;

    /** Raised whenever an experiment comes to count something else, so that results kept before are made again. */
    private static final int RESULTS = 2;

    private static final int SHUFFLES = 2000;

    private final TrainedModel model;
    private final ProblemSource problems;
    private final Asked asked;
    private final List<ProblemSource> others;
    private final AuditSettings settings;
    private final Consumer<String> progress;
    private final Optional<FinishedWork> finished;
    private final List<String> leftOut = new ArrayList<>();

    /**
     * Prepares the experiments.
     *
     * @param model stays open, and is the caller's
     * @param problems the first of which are asked, a quarter of the settings' pairs
     * @param others problems of other distributions, as many of each
     * @param settings of the audit
     * @param progress is told what is done
     * @throws DataException if one of the others cannot be asked: it has words the model does not know, or is too long
     */
    public Further(
            TrainedModel model,
            ProblemSource problems,
            List<ProblemSource> others,
            AuditSettings settings,
            Consumer<String> progress) {
        this(model, problems, others, settings, progress, Optional.empty());
    }

    private Further(
            TrainedModel model,
            ProblemSource problems,
            List<ProblemSource> others,
            AuditSettings settings,
            Consumer<String> progress,
            Optional<FinishedWork> finished) {
        this.model = model;
        this.problems = problems;
        this.asked = Asked.of(model, problems, limit(settings));
        this.others = List.copyOf(others);
        this.settings = settings;
        this.progress = progress;
        this.finished = finished;
        this.others.forEach(other -> model.requireReadable(other, limit(settings)));
    }

    /**
     * {@return the same experiments, which keep their results, and take those that are kept already of the same model, problems and settings}
     *
     * @param results where they are kept
     */
    public Further keeping(FinishedWork results) {
        return new Further(model, problems, others, settings, progress, Optional.of(results));
    }

    private static int limit(AuditSettings settings) {
        return (settings.pairs() + 3) / 4;
    }

    /** {@return what was found; the experiments are made now, which takes minutes} */
    public FurtherReport run() {
        leftOut.clear();
        boolean thinks =
                asked.all().stream().anyMatch(problem -> model.layout(problem).thoughts() > 0);
        if (!thinks) {
            leftOut.add("Influence of thoughts, words in their place, patchscope: the model has no thoughts.");
        }
        try (Interrogation interrogation = new Interrogation(model);
                Evaluator evaluator = model.evaluator(settings.batchSize(), settings.maxNewTokens())) {
            Answers answers = new Answers(model, asked, evaluator, progress);
            List<List<OptionScores>> scores = scores(interrogation);
            Looked looked = look(interrogation, thinks);
            LayerFindings layers = thinks ? layers() : LayerFindings.NONE;
            Answers.Others other = onOthers(answers);
            leftOut.addAll(other.leftOut());
            return new FurtherReport(
                    scores.isEmpty() ? List.of() : Commitment.of(scores),
                    thinks && !scores.isEmpty() ? Optional.of(influence()) : Optional.empty(),
                    thinks ? listOf("words", WordThoughts.Result.class, answers::onWords) : List.of(),
                    looked.readings(),
                    looked.traces().stream().findFirst(),
                    looked.patched(),
                    looked.probes(),
                    layers.probes(),
                    layers.readings(),
                    layers.untrained(),
                    calibrations(interrogation, scores),
                    other.found(),
                    listOf("cost", AnswerCost.class, answers::costs),
                    leftOut);
        }
    }

    private <T> List<T> listOf(String name, Class<T> type, Supplier<List<T>> work) {
        return finished.isPresent() ? finished.get().listOf("further " + name, from(), type, work) : work.get();
    }

    private <T> T of(String name, Class<T> type, Supplier<T> work) {
        return finished.isPresent() ? finished.get().of("further " + name, from(), type, work) : work.get();
    }

    private Map<String, String> from() {
        return MadeFrom.of(model, problems, settings, asked.thoughts(), RESULTS);
    }

    /** On other problems; of other files too, so that their contents count among what it is made from. */
    private Answers.Others onOthers(Answers answers) {
        String files = others.stream()
                .map(other -> other.name() + " " + other.fingerprint())
                .collect(Collectors.joining(", "));
        return of(
                "other problems " + files,
                Answers.Others.class,
                () -> answers.onOthers(others, limit(settings), settings.seed()));
    }

    private List<List<OptionScores>> scores(Interrogation interrogation) {
        List<List<OptionScores>> scores = new ArrayList<>();
        if (asked.choices().isEmpty()) {
            leftOut.add("Commitment, influence, calibration: no problem names two options.");
            return scores;
        }
        for (int k = 0; k <= asked.thoughts(); k++) {
            int thoughts = k;
            String name = "preference after %d of %d thoughts".formatted(k, asked.thoughts());
            progress.accept(name);
            scores.add(listOf(
                    name, OptionScores.class, () -> OptionScores.after(interrogation, asked.choices(), thoughts)));
        }
        return scores;
    }

    private Influence influence() {
        progress.accept("influence of thoughts");
        int kept = Math.max(1, WORDS_KEPT / model.config().vocabulary());
        List<Problem> some = asked.choices().subList(0, Math.min(asked.choices().size(), kept));
        return of("influence", Influence.class, () -> InfluenceMeasurement.of(model, some, asked.thoughts()));
    }

    /** What one look at the thoughts gives: four readings, or none where there is nothing to look at. */
    private record Looked(
            List<LensReading> readings,
            List<TraceRates> traces,
            List<PatchReading> patched,
            List<ProbeFigures> probes) {
        static final Looked NOTHING = new Looked(List.of(), List.of(), List.of(), List.of());
    }

    private Looked look(Interrogation interrogation, boolean thinks) {
        int graphs = asked.graphs().size();
        if (graphs < 2 || asked.thoughts() == 0) {
            leftOut.add(
                    "Lens, traces, patchscope, probes: fewer than two problems have a graph and thoughts or steps to look at.");
            return Looked.NOTHING;
        }
        if (graphs < LayerFindings.FEWEST_PROBED) {
            leftOut.add("Probes: they need %d problems with a graph, there are %d."
                    .formatted(LayerFindings.FEWEST_PROBED, graphs));
        }
        progress.accept("lens on thoughts");
        return of("lens, traces, probes", Looked.class, () -> {
            Lens lens = new Lens(interrogation, asked.graphs(), asked.factGraphs(), asked.thoughts());
            List<double[][]> states = IntStream.rangeClosed(1, asked.thoughts())
                    .mapToObj(lens::states)
                    .toList();
            return new Looked(
                    lens.readings(),
                    List.of(lens.traces(OptionScores.after(interrogation, asked.graphs(), asked.thoughts()))),
                    thinks ? patched(states) : List.of(),
                    graphs < LayerFindings.FEWEST_PROBED ? List.of() : probes(states));
        });
    }

    private List<PatchReading> patched(List<double[][]> states) {
        progress.accept("patchscope");
        try (Patchscope patchscope = new Patchscope(model, asked.factGraphs())) {
            return patchscope.readings(states);
        }
    }

    private List<ProbeFigures> probes(List<double[][]> states) {
        progress.accept("probes");
        StepLabels labels = StepLabels.of(asked.factGraphs(), asked.thoughts());
        return ProbeFigures.of(states, labels.steps(), labels.classes(), SHUFFLES, settings.seed());
    }

    private LayerFindings layers() {
        if (asked.choices().size() < 2) {
            leftOut.add("Probes and lenses between the layers: fewer than two problems name two options.");
            return LayerFindings.NONE;
        }
        if (!LayerFindings.areReadable(model, asked)) {
            leftOut.add("Lenses between the layers: with %,d words it takes too long to learn one for each layer."
                    .formatted(model.config().vocabulary()));
        }
        if (!LayerFindings.isDrawn(model)) {
            leftOut.add("The untrained model beside the layers: a second one of this size takes too much memory.");
        }
        progress.accept("probes and lenses between the layers");
        return of("layers", LayerFindings.class, () -> LayerFindings.of(model, asked, settings, SHUFFLES));
    }

    private List<Calibration> calibrations(Interrogation interrogation, List<List<OptionScores>> scores) {
        if (scores.isEmpty()) {
            return List.of();
        }
        List<OptionScores> last = scores.get(scores.size() - 1);
        Map<Integer, List<OptionScores>> bySteps = new TreeMap<>();
        for (int i = 0; i < last.size(); i++) {
            int steps = asked.choices().get(i).steps().size();
            bySteps.computeIfAbsent(steps, count -> new ArrayList<>()).add(last.get(i));
        }
        List<Calibration> calibrations = new ArrayList<>(List.of(Calibration.of("all", last)));
        if (bySteps.size() > 1) {
            bySteps.forEach((steps, those) ->
                    calibrations.add(Calibration.of(steps + (steps == 1 ? " step" : " steps"), those)));
        }
        for (ProblemSource other : others) {
            Asked these = Asked.of(model, other, limit(settings));
            if (!these.choices().isEmpty()) {
                progress.accept("preference on " + other.name());
                List<OptionScores> preferred = listOf(
                        "preference on " + other.fingerprint(),
                        OptionScores.class,
                        () -> OptionScores.after(interrogation, these.choices(), these.thoughts()));
                calibrations.add(Calibration.of(other.name(), preferred));
            }
        }
        return calibrations;
    }
}
