package io.github.coconut4j.curriculum.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.FactGraph.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedTraceTest {
    /** 0 -> 1 -> 3, 0 -> 2 -> 4; 1 scores best first, but only 2 leads to 4. */
    private static final FactGraph GRAPH = new FactGraph(
            List.of("0", "1", "2", "3", "4", "5"),
            List.of(new Edge(0, 1), new Edge(0, 2), new Edge(1, 3), new Edge(2, 4)),
            0,
            4,
            3);

    private static final List<double[]> SCORES =
            List.of(new double[] {-9, -1, -2, -8, -8, -3}, new double[] {-9, -9, -9, -2, -1, -9});

    @Test
    void followsFactsToTheEndAskedFor() {
        assertThat(VerifiedTrace.find(GRAPH, SCORES, 4)).contains(new VerifiedTrace(List.of(2, 4), -3));
        assertThat(VerifiedTrace.find(GRAPH, SCORES, 3)).contains(new VerifiedTrace(List.of(1, 3), -3));
    }

    @Test
    void whatIsNotAmongTheBestOfAThoughtTakesNoPart() {
        List<double[]> hidden = List.of(new double[] {-1, -1, -9, -1, -8, -2}, SCORES.get(1));
        assertThat(VerifiedTrace.find(GRAPH, hidden, 4)).isEmpty();
    }

    @Test
    void noFactsNoTrace() {
        assertThat(VerifiedTrace.find(GRAPH, SCORES, 5)).isEmpty();
    }
}
