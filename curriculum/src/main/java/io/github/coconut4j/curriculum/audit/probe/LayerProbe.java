package io.github.coconut4j.curriculum.audit.probe;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a linear probe finds in the column of thought k below a layer (experiment E9).
 *
 * @param layer from 0; the number of layers stands for what is above the last
 * @param found by the probe, p corrected for the number of layers and thoughts
 * @param untrained accuracy of the same probe in a model of the same sizes that nobody has trained; NaN if there is none
 */
public record LayerProbe(int layer, ProbeFigures found, double untrained) {

    /**
     * {@return what probes find in every place, p corrected for all of them}
     *
     * @param states {@code [layers + 1][K][N][D]}
     * @param untrained the same of a model that nobody has trained
     * @param steps class of the node that each step names, {@code [steps][N]}
     * @param classes how many there are
     * @param shuffles of the labels
     * @param seed of them
     */
    public static List<LayerProbe> of(
            List<List<double[][]>> states,
            Optional<List<List<double[][]>>> untrained,
            List<int[]> steps,
            int classes,
            int shuffles,
            long seed) {
        List<ProbeFigures> found = new ArrayList<>();
        states.forEach(layer -> found.addAll(ProbeFigures.uncorrected(layer, steps, classes, shuffles, seed)));
        List<ProbeFigures> corrected = ProbeFigures.corrected(found);
        List<LayerProbe> probes = new ArrayList<>();
        int thoughts = states.isEmpty() ? 1 : corrected.size() / states.size();
        for (int i = 0; i < corrected.size(); i++) {
            int layer = i / thoughts;
            int k = i % thoughts;
            double control = untrained
                    .map(of -> new RidgeProbe(of.get(layer).get(k)).accuracy(steps.get(k), classes))
                    .orElse(Double.NaN);
            probes.add(new LayerProbe(layer, corrected.get(i), control));
        }
        return probes;
    }

    /**
     * {@return the exhibit with all places side by side}
     *
     * @param probes by layers and thoughts
     */
    public static Exhibit exhibit(List<LayerProbe> probes) {
        Bars bars = Bars.shares("found by the probe");
        for (LayerProbe each : probes) {
            ProbeFigures found = each.found;
            bars = bars.with("below layer " + (each.layer + 1), "thought " + found.thought(), found.accuracy());
        }
        return Exhibit.of(
                "layers",
                "Linear probes, layer by layer",
                "The same probe in the column where thought k is fed back, below each layer and, as the last, above all of them. Controls: labels shuffled among the problems, p "
                        + "corrected for all places after Holm, and the same probe in a model of the same sizes that nobody has trained.",
                probes,
                List.of(
                        Column.count("thought", each -> each.found.thought()),
                        Column.count("below layer", each -> each.layer + 1L),
                        Column.percent("its own step", each -> each.found.accuracy()),
                        Column.percent("best other step", each -> each.found.otherStep()),
                        Column.percent("selectivity", each -> each.found.selectivity()),
                        Column.percent("shuffled labels", each -> each.found.shuffled()),
                        Column.words("p", each -> each.found.correctedP()),
                        Column.percent("untrained model", LayerProbe::untrained)),
                bars);
    }
}
