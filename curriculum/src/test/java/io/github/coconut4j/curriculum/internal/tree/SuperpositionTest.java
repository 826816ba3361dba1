package io.github.coconut4j.curriculum.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SuperpositionTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @Test
    void aucCountsPairsAndHalvesTies() {
        // frontier: 3 and 1; others: 2, 1, 0 -> wins of 3: 3, of 1: 0 + 0.5 + 1
        Superposition seen = Superposition.of(new double[] {3, 1, 2, 1, 0}, new int[] {1, 1, 0, 2, -1}, 1);
        assertThat(seen.auc()).isCloseTo(4.5 / 6, EXACT);
    }

    @Test
    void equalScoresKeepAllNodesInPlay() {
        Superposition seen = Superposition.of(new double[] {5, 5, 5, 5}, new int[] {1, 1, 0, 2}, 1);
        assertThat(seen.effectiveNodes()).isCloseTo(4, EXACT);
        assertThat(seen.frontierMass()).isCloseTo(0.5, EXACT);
        assertThat(seen.dominance()).isCloseTo(0.5, EXACT);
        assertThat(seen.auc()).isCloseTo(0.5, EXACT);
    }

    @Test
    void oneNodeAloneIsADecision() {
        Superposition seen = Superposition.of(new double[] {800, 0, 0}, new int[] {1, 0, 2}, 1);
        assertThat(seen.effectiveNodes()).isCloseTo(1, EXACT);
        assertThat(seen.dominance()).isCloseTo(1, EXACT);
        assertThat(seen.frontierMass()).isCloseTo(1, EXACT);
    }

    @Test
    void nodesHaveTheirShareOfTheSoftmax() {
        double[] scores = {Math.log(5), Math.log(2), Math.log(2), 0};
        assertThat(Superposition.share(scores, node -> node == 1 || node == 3)).isCloseTo(0.3, EXACT);
        assertThat(Superposition.share(scores, node -> node > 3)).isNaN();
    }

    @Test
    void withoutAFrontierThereIsNoAuc() {
        assertThat(Superposition.of(new double[] {1, 2}, new int[] {0, 0}, 3).auc())
                .isNaN();
    }
}
