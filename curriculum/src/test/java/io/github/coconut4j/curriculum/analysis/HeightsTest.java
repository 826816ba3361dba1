package io.github.coconut4j.curriculum.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.analysis.tree.NodeValues;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.FactGraph.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeightsTest {
    /** From a to b, d and e, the target; or to c, where it ends. */
    private static final FactGraph GRAPH = new FactGraph(
            List.of("a", "b", "c", "d", "e"),
            List.of(new Edge(0, 1), new Edge(0, 2), new Edge(1, 3), new Edge(3, 4)),
            0,
            4,
            2);

    @Test
    void valuesAreThoseOfTheNodesThatAreDueAndWhereThereAreNoneNothingIsSaid() {
        List<HeightFigures> figures =
                Heights.of(List.of(GRAPH), List.of(List.of(new NodeValues(new double[] {0, 0.75, 0.25, 0.5, 0.5}, 1))));

        assertThat(figures)
                .containsExactly(
                        new HeightFigures(0, 0, Double.NaN, 0.25, 1), new HeightFigures(0, 2, 0.75, Double.NaN, 1));
    }
}
