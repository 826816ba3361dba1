package io.github.coconut4j.curriculum.audit.further;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.influence.Influence;
import io.github.coconut4j.curriculum.audit.influence.InfluenceMeasurement;
import io.github.coconut4j.curriculum.audit.lens.Lens;
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
import java.util.stream.IntStream;

/**
 * Makes the experiments beside the verdict that a model and its problems allow, one after the other. All but the milliseconds are the same for the same model, problems and
 * settings.
 */
public final class Further {
    /** Distributions over the whole vocabulary are kept for so many words, then for fewer problems. */
    private static final int WORDS_KEPT = 4_000_000;

    private static final int FEWEST_PROBED = 50;
    private static final int SHUFFLES = 2000;

    private final TrainedModel model;
    private final Asked asked;
    private final List<ProblemSource> others;
    private final AuditSettings settings;
    private final Consumer<String> progress;
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
        this.model = model;
        this.asked = Asked.of(model, problems, limit(settings));
        this.others = List.copyOf(others);
        this.settings = settings;
        this.progress = progress;
        this.others.forEach(other -> model.requireReadable(other, limit(settings)));
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
            leftOut.add("Influence of thoughts, words in their place: the model has no thoughts.");
        }
        try (Interrogation interrogation = new Interrogation(model);
                Evaluator evaluator = model.evaluator(settings.batchSize(), settings.maxNewTokens())) {
            Answers answers = new Answers(model, asked, evaluator, progress, leftOut::add);
            List<List<OptionScores>> scores = scores(interrogation);
            Optional<Lens> lens = lens(interrogation);
            return new FurtherReport(
                    scores.isEmpty() ? List.of() : Commitment.of(scores),
                    thinks && !scores.isEmpty() ? Optional.of(influence()) : Optional.empty(),
                    thinks ? answers.onWords() : List.of(),
                    lens.map(Lens::readings).orElse(List.of()),
                    lens.map(each -> each.traces(OptionScores.after(interrogation, asked.graphs(), asked.thoughts()))),
                    lens.map(this::probes).orElse(List.of()),
                    calibrations(interrogation, scores),
                    answers.onOthers(others, limit(settings), settings.seed()),
                    answers.costs(),
                    leftOut);
        }
    }

    private List<List<OptionScores>> scores(Interrogation interrogation) {
        List<List<OptionScores>> scores = new ArrayList<>();
        if (asked.choices().isEmpty()) {
            leftOut.add("Commitment, influence, calibration: no problem names two options.");
            return scores;
        }
        for (int k = 0; k <= asked.thoughts(); k++) {
            progress.accept("preference after %d of %d thoughts".formatted(k, asked.thoughts()));
            scores.add(OptionScores.after(interrogation, asked.choices(), k));
        }
        return scores;
    }

    private Influence influence() {
        progress.accept("influence of thoughts");
        int kept = Math.max(1, WORDS_KEPT / model.config().vocabulary());
        List<Problem> some = asked.choices().subList(0, Math.min(asked.choices().size(), kept));
        return InfluenceMeasurement.of(model, some, asked.thoughts());
    }

    private Optional<Lens> lens(Interrogation interrogation) {
        if (asked.graphs().size() < 2 || asked.thoughts() == 0) {
            leftOut.add("Lens, traces, probes: fewer than two problems have a graph and thoughts or steps to look at.");
            return Optional.empty();
        }
        progress.accept("lens on thoughts");
        return Optional.of(new Lens(interrogation, asked.graphs(), asked.factGraphs(), asked.thoughts()));
    }

    private List<ProbeFigures> probes(Lens lens) {
        if (asked.graphs().size() < FEWEST_PROBED) {
            leftOut.add("Probes: they need %d problems with a graph, there are %d."
                    .formatted(FEWEST_PROBED, asked.graphs().size()));
            return List.of();
        }
        progress.accept("probes");
        StepLabels labels = StepLabels.of(asked.factGraphs(), asked.thoughts());
        List<double[][]> states = IntStream.rangeClosed(1, asked.thoughts())
                .mapToObj(lens::states)
                .toList();
        return ProbeFigures.of(states, labels.steps(), labels.classes(), SHUFFLES, settings.seed());
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
                calibrations.add(Calibration.of(
                        other.name(), OptionScores.after(interrogation, these.choices(), these.thoughts())));
            }
        }
        return calibrations;
    }
}
