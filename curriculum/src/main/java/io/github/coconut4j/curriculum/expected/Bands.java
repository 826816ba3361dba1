package io.github.coconut4j.curriculum.expected;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * Expected numbers from finished runs with different seeds.
 *
 * <p>A band is a prediction interval for one more seed. Shares are compared as log-odds, on which scale a training's noise
 * is about the same in its course; the variance between seeds is therefore pooled over the points of a method, which
 * gives a few seeds enough degrees of freedom for Student's t. The level is divided by the number of all points
 * (Bonferroni): a run of the same experiment leaves any of its bands with a probability of at most {@value #MISS}.
 */
public final class Bands {
    private static final double MISS = 0.05;

    private Bands() {}

    /**
     * Computes what an experiment is to be expected to come to.
     *
     * @param experiment whose file is to be made
     * @param folders of runs with its settings, all methods together or one by one; what a run has trained besides is ignored
     * @return mean and band of every point
     * @throws CurriculumException if a run is not finished, or of other settings, or has none of the methods, or if a method has fewer than two seeds
     */
    public static Expected of(Experiment experiment, Collection<Path> folders) {
        Map<String, SortedMap<Long, Measured>> runs = new LinkedHashMap<>();
        TreeSet<String> machines = new TreeSet<>();
        for (Path folder : folders) {
            RunFolder whole = new RunFolder(folder);
            Experiment run = Experiment.load(whole.config(), List.of());
            for (Method method : common(experiment, run, folder)) {
                RunFolder own = run.methods().size() == 1 ? whole : new RunFolder(folder.resolve(method.name()));
                if (own.readResult().isEmpty()) {
                    throw new CurriculumException(own.path() + " is not finished.");
                }
                runs.computeIfAbsent(method.name(), name -> new TreeMap<>())
                        .put(run.seed(), Measured.of(method.name(), own));
                own.readProvenance().map(Provenance::system).ifPresent(machines::add);
            }
        }
        return expected(experiment, runs, machines);
    }

    private static List<Method> common(Experiment experiment, Experiment run, Path folder) {
        if (!Expected.isSame(experiment, run)) {
            throw new CurriculumException(folder + " is a run of other settings than " + experiment.name() + ".");
        }
        List<Method> common =
                run.methods().stream().filter(experiment.methods()::contains).toList();
        if (common.isEmpty()) {
            throw new CurriculumException(
                    folder + " has none of the methods of " + experiment.name() + " with the same numbers; it has "
                            + run.methods().stream().map(Method::name).collect(Collectors.joining(", ")) + ".");
        }
        return common;
    }

    private static Expected expected(
            Experiment experiment, Map<String, SortedMap<Long, Measured>> runs, Collection<String> machines) {
        int points = runs.values().stream()
                .mapToInt(seeds -> seeds.get(seeds.firstKey()).shares().size())
                .sum();
        TreeSet<Long> seeds = new TreeSet<>();
        List<MethodBands> methods = new ArrayList<>();
        for (Method method : experiment.methods()) {
            SortedMap<Long, Measured> measured = runs.get(method.name());
            if (measured != null) {
                seeds.addAll(measured.keySet());
                methods.add(bands(method.name(), measured, points));
            }
        }
        String settings = experiment.seed(0).toYaml();
        return new Expected(
                Expected.Source.MEASURED,
                "computed from finished runs by: ./coconut reproduce " + experiment.name() + " --from-runs DIR...",
                List.copyOf(seeds),
                List.copyOf(machines),
                settings,
                methods);
    }

    private static MethodBands bands(String method, SortedMap<Long, Measured> runs, int points) {
        if (runs.size() < 2) {
            throw new CurriculumException(method + " was run with seed " + runs.firstKey()
                    + " only; a band needs runs with two seeds at least, better three or more.");
        }
        List<String> places = List.copyOf(runs.get(runs.firstKey()).shares().keySet());
        Map<String, StreamingStatistics> logits = new LinkedHashMap<>();
        for (String place : places) {
            StreamingStatistics statistics = new StreamingStatistics();
            runs.values().forEach(run -> statistics.addValue(logit(share(run, place))));
            logits.put(place, statistics);
        }
        double variance = logits.values().stream()
                .mapToDouble(StreamingStatistics::getVariance)
                .average()
                .orElseThrow();
        int freedom = places.size() * (runs.size() - 1);
        double quantile = new TDistribution(freedom).inverseCumulativeProbability(1 - MISS / 2 / points);
        double half = quantile * Math.sqrt(variance * (1 + 1.0 / runs.size()));
        return new MethodBands(
                method,
                places.stream()
                        .map(place -> measure(place, runs, logits.get(place).getMean(), half))
                        .toList());
    }

    private static Measure measure(String place, SortedMap<Long, Measured> runs, double centre, double half) {
        List<Double> values = runs.values().stream()
                .map(run -> rounded(share(run, place).value()))
                .toList();
        double mean = rounded(
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        return new Measure(
                place,
                mean,
                Math.min(mean, rounded(logistic(centre - half))),
                Math.max(mean, rounded(logistic(centre + half))),
                values);
    }

    private static Measured.Share share(Measured run, String place) {
        Measured.Share share = run.shares().get(place);
        if (share == null) {
            throw new CurriculumException(
                    "One of the runs of " + run.method() + " has no evaluation at " + place + ".");
        }
        return share;
    }

    /** Log-odds; half an answer is added to either side, so that none is infinite (Haldane and Anscombe). */
    private static double logit(Measured.Share share) {
        return Math.log((share.right() + 0.5) / (share.problems() - share.right() + 0.5));
    }

    private static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double rounded(double share) {
        return Math.rint(share * 1e4) / 1e4;
    }
}
