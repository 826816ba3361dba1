package io.github.coconut4j.tuning;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Successive halving (Jamieson and Talwalkar 2016): after a stage, only the best share of the candidates goes on.
 *
 * <p>A decision is made when all candidates have reached the stage, and on nothing but their validation accuracies there, so
 * it does not depend on which of them were trained at once, or where.
 *
 * @param share that goes on, above 0 and up to 1
 */
record Halving(double share) {

    /**
     * Chooses who goes on. Of n candidates the best ⌈share·n⌉ do, and with the last of them all that are as good.
     *
     * @param accuracies of the candidates by number; one without answers yet is as good as the best
     * @return numbers of those that go on
     */
    TreeSet<Integer> survivors(Map<Integer, Optional<Double>> accuracies) {
        int places = (int) Math.ceil(share * accuracies.size() - 1e-9);
        double least = accuracies.values().stream()
                .map(accuracy -> accuracy.orElse(1.0))
                .sorted((one, other) -> Double.compare(other, one))
                .skip(Math.max(0, places - 1))
                .findFirst()
                .orElse(0.0);
        TreeSet<Integer> survivors = new TreeSet<>();
        accuracies.forEach((candidate, accuracy) -> {
            if (accuracy.orElse(1.0) >= least) {
                survivors.add(candidate);
            }
        });
        return survivors;
    }
}
