package io.github.coconut4j.curriculum.audit.further;

import io.github.coconut4j.curriculum.audit.cost.AnswerCost;
import io.github.coconut4j.curriculum.audit.distribution.OtherDistribution;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.audit.influence.Influence;
import io.github.coconut4j.curriculum.audit.lens.LayerReading;
import io.github.coconut4j.curriculum.audit.lens.LensReading;
import io.github.coconut4j.curriculum.audit.lens.PatchReading;
import io.github.coconut4j.curriculum.audit.lens.TraceRates;
import io.github.coconut4j.curriculum.audit.lens.WordThoughts;
import io.github.coconut4j.curriculum.audit.probe.LayerProbe;
import io.github.coconut4j.curriculum.audit.probe.ProbeFigures;
import io.github.coconut4j.curriculum.audit.scores.Calibration;
import io.github.coconut4j.curriculum.audit.scores.Commitment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What further experiments found; lists are empty where an experiment was left out.
 *
 * @param commitments after which thought it is decided, k = 0 .. K
 * @param influence of thoughts on later ones and on the answer
 * @param words answers on words in the place of thoughts
 * @param lens the frontier in each thought
 * @param traces verified chains in the thoughts
 * @param patched what the model itself reads from its thoughts
 * @param probes linear probes of each thought
 * @param layerProbes linear probes below each layer
 * @param layerReadings what lenses read below each layer
 * @param untrainedReadings the same of a model that nobody has trained
 * @param calibrations by length of the problem
 * @param distributions answers on other problems
 * @param costs of answers after k thoughts
 * @param leftOut experiments that were left out, and why
 */
public record FurtherReport(
        List<Commitment> commitments,
        Optional<Influence> influence,
        List<WordThoughts.Result> words,
        List<LensReading> lens,
        Optional<TraceRates> traces,
        List<PatchReading> patched,
        List<ProbeFigures> probes,
        List<LayerProbe> layerProbes,
        List<LayerReading> layerReadings,
        List<LayerReading> untrainedReadings,
        List<Calibration> calibrations,
        List<OtherDistribution> distributions,
        List<AnswerCost> costs,
        List<String> leftOut) {

    public FurtherReport {
        commitments = List.copyOf(commitments);
        words = List.copyOf(words);
        lens = List.copyOf(lens);
        patched = List.copyOf(patched);
        probes = List.copyOf(probes);
        layerProbes = List.copyOf(layerProbes);
        layerReadings = List.copyOf(layerReadings);
        untrainedReadings = List.copyOf(untrainedReadings);
        calibrations = List.copyOf(calibrations);
        distributions = List.copyOf(distributions);
        costs = List.copyOf(costs);
        leftOut = List.copyOf(leftOut);
    }

    /** {@return everything that was found, as it is shown} */
    public List<Exhibit> exhibits() {
        List<Exhibit> exhibits = new ArrayList<>();
        add(exhibits, commitments, Commitment::exhibit);
        influence.map(Influence::exhibit).ifPresent(exhibits::add);
        add(exhibits, words, WordThoughts::exhibit);
        add(exhibits, lens, LensReading::exhibit);
        traces.map(TraceRates::exhibit).ifPresent(exhibits::add);
        add(exhibits, patched, PatchReading::exhibit);
        add(exhibits, probes, ProbeFigures::exhibit);
        add(exhibits, layerProbes, LayerProbe::exhibit);
        add(exhibits, layerReadings, readings -> LayerReading.exhibit(readings, untrainedReadings));
        add(exhibits, calibrations, Calibration::exhibit);
        add(exhibits, distributions, OtherDistribution::exhibit);
        add(exhibits, costs, AnswerCost::exhibit);
        return exhibits;
    }

    private static <T> void add(List<Exhibit> exhibits, List<T> found, Function<List<T>, Exhibit> shown) {
        if (!found.isEmpty()) {
            exhibits.add(shown.apply(found));
        }
    }
}
