package io.github.coconut4j.tuning.internal.report;

import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.space.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Candidates by their value of one parameter. Many different numbers are put into four groups of about equal size.
 *
 * @param key of the parameter
 * @param labels of the groups, numbers in ascending order
 * @param groupOf each candidate's place in the labels, by its number
 */
record Groups(String key, List<String> labels, Map<Integer, Integer> groupOf) {
    private static final int MOST_VALUES = 7;
    private static final int QUANTILES = 4;

    /** @param place of the parameter among the settings */
    static Groups of(int place, List<Standing> standings) {
        Map<Integer, Object> values = new LinkedHashMap<>();
        standings.forEach(standing -> values.put(
                standing.candidate().number(), setting(standing, place).value()));
        String key = standings.isEmpty() ? "" : setting(standings.get(0), place).key();
        boolean numbers = values.values().stream().allMatch(value -> value instanceof Number);
        return numbers && values.values().stream().distinct().count() > MOST_VALUES
                ? quantiles(key, values)
                : single(key, values, numbers);
    }

    /** The place of a candidate's group. */
    int of(int candidate) {
        return groupOf.get(candidate);
    }

    private static Setting setting(Standing standing, int place) {
        return standing.candidate().settings().get(place);
    }

    private static Groups single(String key, Map<Integer, Object> values, boolean numbers) {
        List<Object> distinct =
                new ArrayList<>(values.values().stream().distinct().toList());
        if (numbers) {
            distinct.sort(Comparator.comparingDouble(value -> ((Number) value).doubleValue()));
        } else {
            distinct.sort(Comparator.comparing(value -> new Setting(key, value).shown()));
        }
        Map<Integer, Integer> groupOf = new LinkedHashMap<>();
        values.forEach((candidate, value) -> groupOf.put(candidate, distinct.indexOf(value)));
        return new Groups(
                key,
                distinct.stream()
                        .map(value -> new Setting(key, value).rounded())
                        .toList(),
                groupOf);
    }

    private static Groups quantiles(String key, Map<Integer, Object> values) {
        List<Double> sorted = values.values().stream()
                .map(value -> ((Number) value).doubleValue())
                .sorted()
                .toList();
        TreeSet<Double> ends = new TreeSet<>();
        for (int part = 1; part <= QUANTILES; part++) {
            ends.add(sorted.get((int) Math.ceil((double) part * sorted.size() / QUANTILES) - 1));
        }
        List<Double> bounds = List.copyOf(ends);
        Map<Integer, Integer> groupOf = new LinkedHashMap<>();
        values.forEach((candidate, value) ->
                groupOf.put(candidate, bounds.indexOf(ends.ceiling(((Number) value).doubleValue()))));
        return new Groups(
                key,
                bounds.stream()
                        .map(end -> "≤ " + new Setting(key, end).rounded())
                        .toList(),
                groupOf);
    }
}
