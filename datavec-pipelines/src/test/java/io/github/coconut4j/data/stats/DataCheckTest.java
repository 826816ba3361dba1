package io.github.coconut4j.data.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataCheckTest {
    private final ProblemSource real = ProblemFiles.open(Path.of("src/test/resources/prosqa/prosqa_valid.json"));

    @Test
    void theRealProblemsAreSound() {
        DataCheck check = DataCheck.of(real);

        assertThat(check.complaints()).isEmpty();
        assertThat(check.rows()).isEqualTo(300);
        assertThat(check.shortcuts()).isPresent();
    }

    @Test
    void theSameFactsInAnotherOrderAreTheSameQuestion() {
        Problem problem = Problem.of("Tom is a cat. Every cat is a pet. Is Tom a pet?", List.of("s"), "yes");
        Problem reordered = Problem.of("Every cat is a pet. Tom is a cat. Is Tom a pet?", List.of("s"), "yes");
        Problem different = Problem.of("Every cat is a pet. Tom is a pet. Is Tom a cat?", List.of(), "yes");

        DataCheck check = DataCheck.against(
                new ListSource("a", List.of(problem, reordered, different), ""),
                new ListSource("b", List.of(reordered, different, reordered, Problem.of("new?", List.of(), "a")), ""));

        assertThat(check.repeated()).isEqualTo(1);
        assertThat(check.leaked()).contains(3L);
        assertThat(check.withoutSteps()).isEqualTo(1);
        assertThat(check.complaints()).hasSize(2);
    }

    @Test
    void problemsThatCannotBeAnsweredAreCounted() {
        Problem sound = graphProblem(0, 1, 2);
        Problem unreachable = graphProblem(0, 2, 1);
        Problem broken = graphProblem(0, 9, 1);

        DataCheck check = DataCheck.of(new ListSource("a", List.of(sound, unreachable, broken), ""));

        assertThat(check.unanswerable()).isEqualTo(1);
        assertThat(check.brokenGraphs()).isEqualTo(1);
    }

    @Test
    void figuresOfTheRealProblemsAreThoseCountedElsewhere() {
        Tokenizer tokenizer = Tokenizers.trainedOn(real);
        Map<String, Histogram> figures = DatasetStats.of(real, tokenizer).figures();

        // counted by a program of a few lines in another language
        assertThat(figures.get("nodes").mean()).isCloseTo(22.820, within(0.0005));
        assertThat(figures.get("facts").mean()).isCloseTo(36.260, within(0.0005));
        assertThat(figures.get("shortest path").mean()).isCloseTo(3.753, within(0.0005));
        assertThat(figures.get("shortest paths").mean()).isCloseTo(1.613, within(0.0005));
        assertThat(figures.get("persons").share(2)).isCloseTo(0.6, within(0.0005));
        assertThat(figures.get("out-degree of asked").mean()).isCloseTo(2.920, within(0.0005));
        assertThat(figures.get("right option first").mean()).isCloseTo(0.48, within(0.0005));
        assertThat(figures.get("steps").counts())
                .isEqualTo(figures.get("shortest path").counts());
    }

    @Test
    void theCardTellsSizeHashOverlapAndShortcuts() {
        DataCard card = DataCard.of(real, real);

        assertThat(card.lines()).hasSize(4);
        assertThat(card.lines().get(0))
                .contains("300 problems", "steps 3: 41 %, 4: 44 %", "sha256:c74e0de24f1e90ec48b1a993e6458a7be4c");
        assertThat(card.lines().get(2)).contains("300 held-out questions are trained on");
        assertThat(card.lines().get(3)).contains("Caution");
        assertThat(DataCard.of(
                                GraphSearch.graphSearch().problems(1000, 1),
                                GraphSearch.graphSearch().problems(1000, 2))
                        .lines())
                .anyMatch(line -> line.endsWith("none"))
                .anyMatch(line -> line.contains("No shortcut found"));
    }

    /** Nodes 0, 1, 2 and the only fact 0 -> 1. */
    private static Problem graphProblem(int root, int target, int other) {
        return new Problem(
                "Is " + root + " a " + target + " or " + other + "?",
                List.of("s"),
                "a",
                Map.of(
                        "idx_to_symbol", List.of("0", "1", "2"),
                        "edges", List.of(List.of(0, 1)),
                        "root", root,
                        "target", target,
                        "neg_target", other));
    }
}
