package io.github.coconut4j.tuning.internal.report;

import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much each parameter matters: the share of the scores' variance that its groups of values explain by themselves (the
 * main effect of an analysis of variance, η²). What the shares leave to 1 is interplay of parameters, and chance. Finished
 * candidates count.
 */
final class Importance {
    private static final int FEWEST = 3;

    private Importance() {}

    /** The share of each key; empty with fewer than three finished candidates, or if all have the same score. */
    public static Optional<Map<String, Double>> of(Leaderboard leaderboard) {
        List<Standing> finished = leaderboard.standings().stream()
                .filter(standing -> standing.status() == Standing.Status.FINISHED)
                .toList();
        if (finished.size() < FEWEST) {
            return Optional.empty();
        }
        double[] scores = finished.stream()
                .mapToDouble(standing -> standing.score().orElseThrow())
                .toArray();
        Map<String, Double> shares = new LinkedHashMap<>();
        int parameters = finished.get(0).candidate().settings().size();
        for (int place = 0; place < parameters; place++) {
            Groups groups = Groups.of(place, finished);
            List<Integer> group = finished.stream()
                    .map(standing -> groups.groupOf().get(standing.candidate().number()))
                    .toList();
            shares.put(groups.key(), explained(scores, group));
        }
        return shares.values().stream().anyMatch(share -> share.isNaN()) ? Optional.empty() : Optional.of(shares);
    }

    /**
     * The share of the variance of some values that lies between their groups.
     *
     * @param group of each value
     * @return from 0 to 1; not a number if all values are the same
     */
    static double explained(double[] values, List<Integer> group) {
        Map<Integer, List<Double>> members = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            members.computeIfAbsent(group.get(i), any -> new ArrayList<>()).add(values[i]);
        }
        double mean = mean(members.values().stream().flatMap(List::stream).collect(Collectors.toList()));
        double total = 0;
        for (double value : values) {
            total += (value - mean) * (value - mean);
        }
        double between = 0;
        for (List<Double> one : members.values()) {
            double difference = mean(one) - mean;
            between += one.size() * difference * difference;
        }
        return total < 1e-12 ? Double.NaN : Math.min(1, between / total);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
