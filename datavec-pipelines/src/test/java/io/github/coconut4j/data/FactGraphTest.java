package io.github.coconut4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.FactGraph.Edge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FactGraphTest {
    private static final int NODES = 7;

    @Property
    void distancesAreThoseOfFloydAndWarshall(
            @ForAll @Size(max = 20) List<@IntRange(max = NODES * NODES - 1) Integer> codes) {
        List<Edge> edges =
                codes.stream().map(code -> new Edge(code / NODES, code % NODES)).toList();
        int[][] expected = floydWarshall(edges);
        FactGraph graph = new FactGraph(
                IntStream.range(0, NODES).mapToObj(Integer::toString).toList(), edges, 0, 1, 2);

        for (int a = 0; a < NODES; a++) {
            int[] from = graph.distancesFrom(a);
            int[] to = graph.distancesTo(a);
            for (int b = 0; b < NODES; b++) {
                assertThat(from[b]).isEqualTo(expected[a][b]);
                assertThat(to[b]).isEqualTo(expected[b][a]);
            }
        }
    }

    @Test
    void problemsWithoutTheKeysHaveNoGraph() {
        assertThat(FactGraph.of(Problem.of("q?", List.of(), "a"))).isEmpty();
    }

    @Test
    void keysThatDescribeNoGraphAreRefused() {
        Map<String, Object> good = Map.of(
                "idx_to_symbol",
                List.of("a", "b", "c"),
                "edges",
                List.of(List.of(0, 1)),
                "root",
                0,
                "target",
                1,
                "neg_target",
                2);

        assertThat(FactGraph.of(problem(good))).isPresent();
        assertRefused(good, "root", 3, "names node 3");
        assertRefused(good, "target", "b", "\"target\" must hold node numbers");
        assertRefused(good, "edges", List.of(List.of(0)), "list of pairs");
        assertRefused(good, "edges", List.of(List.of(0, -1)), "names node -1");
        assertRefused(good, "edges", "0-1", "must be a list");
    }

    @Test
    void theOtherAnswerIsThatOfAWholeWord() {
        Map<String, Object> extra = Map.of(
                "idx_to_symbol", List.of("1", "6", "16"), "edges", List.of(), "root", 0, "target", 1, "neg_target", 2);

        assertThat(new Problem("1 ? 6 16", List.of(), "6", extra).otherAnswer()).contains("16");
        assertThat(new Problem("1 ? 6 16", List.of(), "16 or 6", extra).otherAnswer())
                .contains("16 or 16");
        assertThat(new Problem("1 ? 6 16", List.of(), "16", extra).otherAnswer())
                .isEmpty();
    }

    private static void assertRefused(Map<String, Object> good, String key, Object value, String complaint) {
        Map<String, Object> bad = new HashMap<>(good);
        bad.put(key, value);
        assertThatThrownBy(() -> FactGraph.of(problem(bad)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(complaint);
    }

    private static Problem problem(Map<String, Object> extra) {
        return new Problem("Is a a b or c?", List.of(), "b", extra);
    }

    private static int[][] floydWarshall(List<Edge> edges) {
        int far = 1000;
        int[][] distance = new int[NODES][NODES];
        for (int a = 0; a < NODES; a++) {
            for (int b = 0; b < NODES; b++) {
                distance[a][b] = a == b ? 0 : far;
            }
        }
        edges.stream().filter(edge -> edge.from() != edge.to()).forEach(edge -> distance[edge.from()][edge.to()] = 1);
        for (int via = 0; via < NODES; via++) {
            for (int a = 0; a < NODES; a++) {
                for (int b = 0; b < NODES; b++) {
                    distance[a][b] = Math.min(distance[a][b], distance[a][via] + distance[via][b]);
                }
            }
        }
        for (int[] row : distance) {
            for (int b = 0; b < NODES; b++) {
                row[b] = row[b] >= far ? FactGraph.UNREACHABLE : row[b];
            }
        }
        return distance;
    }
}
