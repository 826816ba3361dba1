package io.github.coconut4j.curriculum.page;

import java.util.ArrayList;
import java.util.List;

/** A curve of any length in a bounded number of points: when there are too many, two neighbours become their mean. */
final class Thinned {
    private final int most;
    private final List<Double> at = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private int width = 1;
    private int gathered;
    private double sum;

    /** @param most points that are kept, an even number */
    Thinned(int most) {
        this.most = most;
    }

    void add(double place, double value) {
        sum += value;
        if (++gathered < width) {
            return;
        }
        at.add(place);
        values.add(sum / width);
        sum = 0;
        gathered = 0;
        if (at.size() == most) {
            halve();
        }
    }

    private void halve() {
        for (int i = 0; i < most / 2; i++) {
            at.set(i, at.get(2 * i + 1));
            values.set(i, (values.get(2 * i) + values.get(2 * i + 1)) / 2);
        }
        at.subList(most / 2, most).clear();
        values.subList(most / 2, most).clear();
        width *= 2;
    }

    /** Where the points stand; each is the mean of what lies between it and the one before. */
    List<Double> at() {
        return List.copyOf(at);
    }

    List<Double> values() {
        return List.copyOf(values);
    }
}
