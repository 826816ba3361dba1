package io.github.coconut4j.curriculum.analysis.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.FactGraph.Edge;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Max is a wumpus, a wumpus is a lempus, a lempus is a rompus; or round by a yumpus. A gorpus is a brimpus. */
class PathOutcomeTest {
    private static final FactGraph GRAPH = new FactGraph(
            List.of("Max", "wumpus", "lempus", "rompus", "yumpus", "gorpus", "brimpus"),
            List.of(new Edge(0, 1), new Edge(1, 2), new Edge(2, 3), new Edge(1, 4), new Edge(4, 2), new Edge(5, 6)),
            0,
            3,
            6);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Max is a wumpus./Every wumpus is a lempus./Every lempus is a rompus./### Max is a rompus. | RIGHT | CORRECT_PATH",
                "Every wumpus is a lempus./Every lempus is a rompus./### Max is a rompus. | RIGHT | CORRECT_PATH",
                "Max is a wumpus./Every wumpus is a yumpus./Every yumpus is a lempus./Every lempus is a rompus./### x | NO_ANSWER | LONGER_PATH",
                "### Max is a rompus. | RIGHT | CORRECT_LABEL",
                "### Max is a brimpus. | OTHER_OPTION | INCORRECT_LABEL",
                "Max is a wumpus./Every wumpus is a rompus./### Max is a rompus. | RIGHT | HALLUCINATION",
                "Max is a wumpus./Every lempus is a rompus./### Max is a rompus. | RIGHT | HALLUCINATION",
                "Every gorpus is a brimpus./### Max is a brimpus. | OTHER_OPTION | HALLUCINATION",
                "Max is a wumpus./Every wumpus is a lempus./### Max is a rompus. | RIGHT | WRONG_TARGET",
                "wumpus/lempus/rompus/### rompus | RIGHT | CORRECT_PATH",
                "lempus/rompus/### rompus | RIGHT | CORRECT_PATH",
                "wumpus/yumpus/lempus/rompus/### rompus | RIGHT | LONGER_PATH",
                "wumpus/rompus/### rompus | RIGHT | HALLUCINATION",
                "wumpus lempus rompus ### rompus | RIGHT | CORRECT_PATH",
                "wumpus yumpus lempus rompus ### rompus | RIGHT | LONGER_PATH",
                "wumpus yumpus rompus ### rompus | RIGHT | HALLUCINATION",
                "wumpus lempus ### rompus | RIGHT | WRONG_TARGET"
            })
    void isJudgedByTheFacts(String text, Outcome outcome, PathOutcome expected) {
        Evaluator.Answer answer = new Evaluator.Answer(text.strip().replace("/", "\n"), "", outcome, 0, 0, true, 7);
        assertThat(PathOutcome.of(GRAPH, answer)).isEqualTo(expected);
    }
}
