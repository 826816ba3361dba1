package io.github.coconut4j.curriculum.audit.probe;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.data.RowRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a linear probe finds in thought k (experiment E9): the node that step k names, against the nodes of the other steps and against shuffled labels.
 *
 * @param thought k, from 1
 * @param accuracy of the probe for step k, cross-validated
 * @param otherStep the highest accuracy for another step
 * @param shuffled mean accuracy for labels shuffled among the problems
 * @param p share of shuffled labels that did as well, (count + 1) / (n + 1)
 * @param holm the same, corrected for the number of thoughts (Holm 1979)
 */
public record ProbeFigures(int thought, double accuracy, double otherStep, double shuffled, double p, double holm) {

    /** {@return how much better step k is found in thought k than any other step} */
    public double selectivity() {
        return accuracy - otherStep;
    }

    /**
     * Probes every thought.
     *
     * @param thoughts {@code [K][N][D]}
     * @param steps class of the node that each step names, {@code [steps][N]}
     * @param classes how many there are
     * @param shuffles of the labels
     * @param seed of folds and shuffles
     * @return the figures, thought by thought
     */
    public static List<ProbeFigures> of(
            List<double[][]> thoughts, List<int[]> steps, int classes, int shuffles, long seed) {
        return corrected(uncorrected(thoughts, steps, classes, shuffles, seed));
    }

    /** The same without correction, for those who probe more than the thoughts. */
    static List<ProbeFigures> uncorrected(
            List<double[][]> thoughts, List<int[]> steps, int classes, int shuffles, long seed) {
        List<ProbeFigures> figures = new ArrayList<>();
        for (int k = 0; k < Math.min(thoughts.size(), steps.size()); k++) {
            RidgeProbe probe = new RidgeProbe(thoughts.get(k));
            int step = k;
            double accuracy = probe.accuracy(steps.get(k), classes);
            double other = IntStream.range(0, steps.size())
                    .filter(s -> s != step)
                    .mapToDouble(s -> probe.accuracy(steps.get(s), classes))
                    .max()
                    .orElse(Double.NaN);
            int asGood = 0;
            double sum = 0;
            for (int shuffle = 0; shuffle < shuffles; shuffle++) {
                double random = probe.accuracy(shuffled(steps.get(k), RowRandom.at(seed, k, shuffle)), classes);
                asGood += random >= accuracy ? 1 : 0;
                sum += random;
            }
            figures.add(new ProbeFigures(
                    k + 1, accuracy, other, sum / shuffles, (asGood + 1.0) / (shuffles + 1), Double.NaN));
        }
        return figures;
    }

    private static int[] shuffled(int[] labels, SplittableRandom random) {
        int[] shuffled = labels.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int label = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = label;
        }
        return shuffled;
    }

    /** Holm's step-down: the smallest p times the number of tests, the next times one less, never falling. */
    static List<ProbeFigures> corrected(List<ProbeFigures> figures) {
        int[] byP = IntStream.range(0, figures.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> figures.get(i).p))
                .mapToInt(Integer::intValue)
                .toArray();
        ProbeFigures[] corrected = new ProbeFigures[byP.length];
        double highest = 0;
        for (int i = 0; i < byP.length; i++) {
            ProbeFigures each = figures.get(byP[i]);
            highest = Math.max(highest, Math.min(1, each.p * (byP.length - i)));
            corrected[byP[i]] =
                    new ProbeFigures(each.thought, each.accuracy, each.otherStep, each.shuffled, each.p, highest);
        }
        return List.of(corrected);
    }

    /** The corrected p as it is shown. */
    String correctedP() {
        return String.format(Locale.ROOT, "%.4f", holm);
    }

    /**
     * {@return the exhibit with all thoughts side by side}
     *
     * @param figures by thoughts
     */
    public static Exhibit exhibit(List<ProbeFigures> figures) {
        Bars bars = Bars.shares("found by the probe");
        for (ProbeFigures each : figures) {
            String place = "thought " + each.thought;
            bars = bars.with("its own step", place, each.accuracy)
                    .with("the best other step", place, each.otherStep)
                    .with("shuffled labels", place, each.shuffled);
        }
        return Exhibit.of(
                "probes",
                "Linear probes",
                "Ridge regression from thought k to the node that step k names, five-fold cross-validated. Selectivity: how much better than the best other step. Control: the "
                        + "same probe on labels shuffled among the problems, p corrected after Holm. A probe shows that something is there, not that it is used.",
                figures,
                List.of(
                        Column.count("thought", ProbeFigures::thought),
                        Column.percent("its own step", ProbeFigures::accuracy),
                        Column.percent("best other step", ProbeFigures::otherStep),
                        Column.percent("selectivity", ProbeFigures::selectivity),
                        Column.percent("shuffled labels", ProbeFigures::shuffled),
                        Column.words("p", ProbeFigures::correctedP)),
                bars);
    }
}
