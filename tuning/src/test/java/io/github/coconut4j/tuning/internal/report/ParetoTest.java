package io.github.coconut4j.tuning.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.tuning.internal.report.Pareto.Point;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ParetoTest {
    /** By sorting and sweeping, where the front compares all pairs. */
    @Property
    void itHoldsWhoIsBetterThanAllThatAreCheaper(@ForAll @Size(max = 15) List<@IntRange(max = 63) Integer> coded) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < coded.size(); i++) {
            points.add(new Point(i, coded.get(i) / 8, coded.get(i) % 8));
        }

        List<Point> front = new ArrayList<>();
        double best = -1;
        for (int tokens = 0; tokens < 8; tokens++) {
            double here = best;
            for (Point point : points) {
                here = point.tokens() == tokens ? Math.max(here, point.accuracy()) : here;
            }
            if (here > best) {
                for (Point point : points) {
                    if (point.tokens() == tokens && point.accuracy() == here) {
                        front.add(point);
                    }
                }
                best = here;
            }
        }
        assertThat(Pareto.front(points)).isEqualTo(front);
    }
}
