package io.github.coconut4j.data.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import io.github.coconut4j.data.task.prontoqa.ProntoQaTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TwinsTest {
    private final ProblemSource real = ProblemFiles.open(Path.of("src/test/resources/prosqa/prosqa_valid.json"));

    @Test
    void everyRealProblemHasATwinWhoseRightAnswerIsTheOtherOption() {
        for (long row = 0; row < real.size(); row++) {
            Problem problem = real.problem(0, row);
            Problem twin = Twins.of(problem).orElseThrow();
            TextFacts facts = TextFacts.parse(problem.question());
            TextFacts twinFacts = TextFacts.parse(twin.question());

            assertThat(twinFacts.facts()).isEqualTo(facts.facts());
            assertThat(twinFacts.options()).isEqualTo(facts.options());
            assertThat(twinFacts.asked()).isNotEqualTo(facts.asked());
            Set<String> known = twinFacts.all(twinFacts.asked());
            List<String> right =
                    facts.options().stream().filter(known::contains).toList();
            assertThat(right).hasSize(1);
            assertThat(twin.answer()).isEqualTo(twinFacts.asked() + " is a " + right.get(0) + ".");
            assertThat(problem.answer()).doesNotContain(right.get(0));
        }
    }

    @Test
    void stepsOfATwinAreFactsThatLeadToItsAnswer() {
        for (long row = 0; row < real.size(); row++) {
            Problem twin = Twins.of(real.problem(0, row)).orElseThrow();
            TextFacts facts = TextFacts.parse(twin.question());

            assertThat(facts.facts()).containsAll(twin.steps());
            assertThat(twin.steps().get(0)).startsWith(facts.asked() + " is a ");
            assertThat(twin.steps().get(twin.steps().size() - 1))
                    .endsWith(twin.answer().substring(facts.asked().length()));
        }
    }

    @Test
    void graphSearchHasTwinsOnTheOtherSide() {
        ProblemSource source = GraphSearch.graphSearch().problems(100, 1);
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            Problem twin = Twins.of(problem).orElseThrow();
            TextGraph graph = TextGraph.parse(twin.question());

            assertThat(twin.answer()).isEqualTo(problem.otherAnswer().orElseThrow());
            assertThat(graph.reachable(graph.root())).contains(twin.answer()).doesNotContain(problem.answer());
            assertThat(twin.steps()).hasSize(4).endsWith(twin.answer());
            assertThat(graph.edges())
                    .contains(List.of(graph.root(), twin.steps().get(0)));
        }
    }

    @Test
    void theTwinOfAStatementIsItsOpposite() {
        Problem problem = Problem.of(
                "Tom is a cat. Every cat is a pet. True or false: Tom is a pet.", List.of("Tom is a pet."), "True");
        Problem twin = Twins.of(problem).orElseThrow();

        assertThat(twin.question()).isEqualTo("Tom is a cat. Every cat is a pet. True or false: Tom is not a pet.");
        assertThat(twin.steps()).isEqualTo(problem.steps());
        assertThat(twin.answer()).isEqualTo("False");
        assertThat(Twins.of(twin).orElseThrow().question()).isEqualTo(problem.question());
    }

    @Test
    void everyProntoQaProblemHasATwinWithTheOtherAnswer() {
        ProblemSource source = ProntoQa.prontoQa().problems(200, 1);
        for (long row = 0; row < 200; row++) {
            Problem twin = Twins.of(source.problem(0, row)).orElseThrow();

            assertThat(ProntoQaTest.answer(twin)).isEqualTo(twin.answer());
            assertThat(twin.answer()).isNotEqualTo(source.problem(0, row).answer());
        }
    }

    @Test
    void theTwinOfATwinAsksTheFirstOption() {
        Problem problem = GraphSearch.graphSearch().problems(1, 1).problem(0, 0);
        Problem back = Twins.of(Twins.of(problem).orElseThrow()).orElseThrow();

        assertThat(back.question()).isEqualTo(problem.question());
        assertThat(back.answer()).isEqualTo(problem.answer());
    }

    @Test
    void anAnswerThatIsNeitherOptionHasNoTwin() {
        Problem problem = real.problem(0, 0);

        assertThat(Twins.of(new Problem(problem.question(), problem.steps(), "Tom is somewhere.", problem.extra())))
                .isEmpty();
    }

    @Test
    void problemsWithoutAGraphHaveNone() {
        assertThat(Twins.of(Problem.of("q?", List.of(), "a"))).isEmpty();
    }
}
