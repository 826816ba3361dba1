package io.github.coconut4j.curriculum.audit.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Harder problems, read from their questions as a person would. */
class HarderProblemsTest {
    private static final int COUNT = 40;
    private static final Pattern FACT =
            Pattern.compile("(?:Every )?(\\w+) is an? (\\w+)\\.|(\\w+) (\\w+) \\||(\\w+)>(\\w+)");

    /** From whom to whom, each fact once. */
    private static Map<String, Set<String>> facts(String question) {
        Map<String, Set<String>> facts = new HashMap<>();
        Matcher matcher = FACT.matcher(question);
        while (matcher.find()) {
            List<String> pair = IntStream.rangeClosed(1, 6)
                    .mapToObj(matcher::group)
                    .filter(word -> word != null)
                    .toList();
            facts.computeIfAbsent(pair.get(0), from -> new TreeSet<>()).add(pair.get(1));
        }
        return facts;
    }

    /** How many facts lead to the node that most lead to. */
    private static long mostParents(Map<String, Set<String>> facts) {
        return facts.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(to -> to, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(count -> count)
                .max()
                .orElse(0);
    }

    private static double factsEach(ProblemSource problems) {
        return problems(problems)
                .mapToInt(problem -> facts(problem.question()).values().stream()
                        .mapToInt(Set::size)
                        .sum())
                .average()
                .orElseThrow();
    }

    private static Stream<Problem> problems(ProblemSource source) {
        return IntStream.range(0, Math.toIntExact(source.size())).mapToObj(row -> source.problem(0, row));
    }

    private static Set<Integer> hops(ProblemSource problems) {
        return problems(problems).map(problem -> problem.steps().size()).collect(Collectors.toSet());
    }

    private static Map<String, HarderProblems> than(ProblemSource usual) {
        return HarderProblems.than(usual, COUNT).stream()
                .collect(Collectors.toMap(HarderProblems::name, harder -> harder));
    }

    private static Set<String> symbols(ProblemSource source) {
        return problems(source)
                .flatMap(problem -> Arrays.stream(problem.question().split(" ")))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void graphsGrowLongerAndDenserOfTheSymbolsThatAreThere() {
        GraphSearch usual = GraphSearch.graphSearch();
        Map<String, HarderProblems> harder = than(usual.problems(200, 3));

        assertThat(harder)
                .containsOnlyKeys(
                        "as usual, drawn anew",
                        "chains: width 1",
                        "5 hops, width 1",
                        "5 hops, width 1, places for all of them",
                        "8 hops, width 1",
                        "8 hops, width 1, places for all of them",
                        "ways that converge: 3 second parents a side",
                        "dense: 6 second parents a side",
                        "distractors: width 1, 9 dead ends");
        assertThat(hops(harder.get("5 hops, width 1").problems())).containsExactly(5);
        assertThat(hops(harder.get("8 hops, width 1").problems())).containsExactly(8);
        assertThat(harder.get("8 hops, width 1, places for all of them").stretch())
                .isEqualTo(2);
        assertThat(factsEach(harder.get("as usual, drawn anew").problems())).isEqualTo(20); // 2 (4 * 2 + 1 + 1)
        assertThat(factsEach(harder.get("dense: 6 second parents a side").problems()))
                .isEqualTo(30); // 2 (4 * 2 + 6 + 1)
        assertThat(factsEach(harder.get("distractors: width 1, 9 dead ends").problems()))
                .isEqualTo(26); // 2 (4 + 9)
        assertThat(harder.values())
                .allSatisfy(each -> assertThat(usual.symbols()).containsAll(symbols(each.problems())));
    }

    /** The settings are found again from the graphs, whatever they are. */
    @Test
    void theUsualKindIsReadFromTheFile() {
        for (GraphSearch task :
                List.of(new GraphSearch(2, 3, 2, 0), new GraphSearch(4, 2, 1, 3), new GraphSearch(3, 1, 0, 2))) {
            ProblemSource again =
                    HarderProblems.than(task.problems(20, 5), 20).get(0).problems();
            assertThat(again.fingerprint()).contains(task.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(FactForm.class)
    void prosQaGrowsLongerConvergesAndIsDistracted(FactForm form) {
        ProblemSource file = ProsQa.prosQa().form(form).problems(200, 3);
        Map<String, HarderProblems> harder = than(file);
        ProblemSource usual =
                harder.get("as usual, drawn anew without shortcuts").problems();

        assertThat(hops(file)).containsAll(hops(usual));
        assertThat(hops(harder.get("7-8 hops").problems())).containsExactlyInAnyOrder(7, 8);
        assertThat(factsEach(harder.get("dense").problems())).isGreaterThan(1.5 * factsEach(usual));
        assertThat(problems(harder.get("ways that converge").problems())
                        .mapToLong(problem -> mostParents(facts(problem.question())))
                        .average()
                        .orElseThrow())
                .isGreaterThan(problems(usual)
                        .mapToLong(problem -> mostParents(facts(problem.question())))
                        .average()
                        .orElseThrow());
        assertThat(factsEach(harder.get("20 facts about something else").problems()))
                .isBetween(factsEach(usual) + 17, factsEach(usual) + 23);
        assertThat(harder.containsKey("concepts with names never seen")).isEqualTo(form == FactForm.WORDS);
    }

    @Test
    void othersAreRefusedByName() {
        ProblemSource chains = ProntoQa.prontoQa().problems(5, 1);
        assertThatThrownBy(() -> HarderProblems.than(chains, 5))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(chains.name())
                .hasMessageContaining("graph_search");
        ProblemSource none = new ListSource("sums.json", List.of(Problem.of("1 + 1 ?", List.of("2"), "2")), "");
        assertThatThrownBy(() -> HarderProblems.than(none, 5)).hasMessageContaining("sums.json");
    }
}
