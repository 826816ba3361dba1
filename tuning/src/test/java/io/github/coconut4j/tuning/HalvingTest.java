package io.github.coconut4j.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HalvingTest {
    /** The rule as one would say it: a candidate goes on if fewer others are better than there are places. */
    @Property
    void aCandidateGoesOnIfFewerThanThePlacesAreBetter(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 6) Integer> right,
            @ForAll @IntRange(min = 1, max = 8) int eighths) {
        Map<Integer, Optional<Double>> accuracies = new TreeMap<>();
        for (int i = 0; i < right.size(); i++) {
            accuracies.put(i, Optional.of(right.get(i) / 8.0));
        }
        int places = (right.size() * eighths + 7) / 8;

        TreeSet<Integer> expected = new TreeSet<>();
        for (int i = 0; i < right.size(); i++) {
            int better = 0;
            for (int other : right) {
                better += other > right.get(i) ? 1 : 0;
            }
            if (better < places) {
                expected.add(i);
            }
        }
        assertThat(new Halving(eighths / 8.0).survivors(accuracies)).isEqualTo(expected);
    }

    @Test
    void aCandidateThatHasNotBeenAskedYetGoesOn() {
        assertThat(new Halving(0.5).survivors(Map.of(0, Optional.of(0.9), 1, Optional.empty(), 2, Optional.of(0.2))))
                .contains(1)
                .doesNotContain(2);
    }

    @Test
    void noCandidatesNoDecision() {
        assertThat(new Halving(0.5).survivors(Map.of())).isEmpty();
    }
}
