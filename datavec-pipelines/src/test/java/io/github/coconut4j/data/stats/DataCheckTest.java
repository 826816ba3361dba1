package io.github.coconut4j.data.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.task.Twins;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCheckTest {
    private static final Path REAL = Path.of("src/test/resources/prosqa/prosqa_valid.json");

    private final ProblemSource real = ProblemFiles.open(REAL);

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

        assertThat(check.findings(Defect.REPEATED))
                .extracting(Finding::toString)
                .containsExactly("a, problem 2 asks the same as a, problem 1");
        assertThat(check.findings(Defect.LEAKED))
                .extracting(Finding::toString)
                .containsExactly(
                        "a, problem 1 asks the same as b, problem 1",
                        "a, problem 2 asks the same as b, problem 1",
                        "a, problem 3 asks the same as b, problem 2");
        assertThat(check.findings(Defect.FACTS_LEAKED)).isEmpty();
        assertThat(check.withoutSteps()).isEqualTo(1);
        assertThat(check.complaints())
                .containsExactly(
                        "1 question repeats an earlier one.", "3 questions are in the other data set as well.");
    }

    static Stream<ProblemSource> sourcesInSymbols() {
        return Stream.of(
                GraphSearch.graphSearch().problems(30, 1),
                ProsQa.prosQa().form(FactForm.SYMBOLS).problems(30, 1));
    }

    @ParameterizedTest
    @MethodSource("sourcesInSymbols")
    void theSameSymbolicFactsInAnotherOrderAreTheSameQuestion(ProblemSource source) {
        List<Problem> problems =
                LongStream.range(0, 30).mapToObj(row -> source.problem(0, row)).toList();
        List<Problem> reordered =
                problems.stream().map(DataCheckTest::reordered).toList();

        DataCheck check = DataCheck.against(new ListSource("a", reordered, ""), new ListSource("b", problems, ""));

        assertThat(check.findings(Defect.LEAKED)).hasSize(30);
        assertThat(check.findings(Defect.REPEATED)).isEmpty();
    }

    /** The same problem with its last fact first, in the text and among the edges. */
    private static Problem reordered(Problem problem) {
        int facts = problem.question().indexOf(problem.question().contains("[Q]") ? "[Q]" : "?");
        String separator = problem.question().contains("|") ? " | " : " ";
        String stated = problem.question().substring(0, facts - separator.length());
        List<String> texts = new ArrayList<>(List.of(stated.split(Pattern.quote(separator), -1)));
        Collections.rotate(texts, 1);
        List<Object> edges = new ArrayList<>((List<?>) problem.extra().get("edges"));
        Collections.rotate(edges, 1);
        Map<String, Object> extra = new LinkedHashMap<>(problem.extra());
        extra.put("edges", edges);
        String question =
                String.join(separator, texts) + separator + problem.question().substring(facts);
        return new Problem(question, problem.steps(), problem.answer(), extra);
    }

    @Test
    void theQuestionDecidesWhetherAGraphCounts() {
        Map<String, Object> graph = new HashMap<>();
        graph.put("idx_to_symbol", List.of("Tom", "cat", "pet", "dog"));
        graph.put("edges", List.of(List.of(0, 1), List.of(1, 2)));
        graph.put("root", 0);
        graph.put("target", -1);
        graph.put("neg_target", null);
        String facts = "Tom is a cat. Every cat is a pet. Every dog is a pet. True or false: ";
        Map<String, Object> whole = new HashMap<>(graph);
        whole.put("target", 2);
        whole.put("neg_target", 3);
        ProblemSource source = new ListSource(
                "a",
                List.of(
                        new Problem(facts + "Tom is a pet.", List.of("s"), "True", graph),
                        new Problem(facts + "Tom is a dog.", List.of("s"), "False", graph),
                        new Problem(facts + "Tom is a pet.", List.of("t"), "False", whole),
                        new Problem("Tom is a cat. Is Tom a pet or dog?", List.of("s"), "Tom is a pet.", whole)),
                "");

        DataCheck check = DataCheck.of(source);

        assertThat(check.findings(Defect.UNANSWERABLE))
                .extracting(Finding::toString)
                .containsExactly("a, problem 3 has a statement that is true, but its answer is False");
        assertThat(check.notes())
                .containsExactly(
                        "3 of 4 problems have the keys of a graph that their question does not ask about; what counts"
                                + " is the question.");
        assertThat(DataCard.of(source, real).lines())
                .anyMatch(line -> line.startsWith("note       3 of 4 problems have"));
        DatasetStats stats = DatasetStats.of(source, Tokenizers.trainedOn(source));
        assertThat(stats.figures().get("shortest path").mean()).isEqualTo(2);
        assertThat(stats.label("shortest path")).isEqualTo("shortest path (of 1)");
        assertThat(stats.label("steps")).isEqualTo("steps");
    }

    @Test
    void stepTokensAreThoseThatAreTrainedOn() {
        ProblemSource source = new ListSource(
                "a", List.of(Problem.of("a b", List.of("c d", "e"), "f"), Problem.of("a", List.of(), "f")), "");

        // c, d, end of line, e, end of line
        assertThat(DatasetStats.of(source, Tokenizers.trainedOn(source))
                        .figures()
                        .get("step tokens")
                        .counts())
                .isEqualTo(Map.of(0, 1L, 5, 1L));
    }

    @Test
    void withoutAnotherDataSetNothingIsSaidOfLeaks() {
        assertThat(DataCheck.of(real).findings()).doesNotContainKeys(Defect.LEAKED, Defect.FACTS_LEAKED);
    }

    static Stream<ProblemSource> sourcesWithTwins() {
        return Stream.of(
                ProblemFiles.open(REAL),
                GraphSearch.graphSearch().problems(50, 1),
                ProsQa.prosQa().form(FactForm.SYMBOLS).problems(50, 1),
                ProntoQa.prontoQa().balanced(true).problems(50, 1),
                ProntoQa.prontoQa().problems(50, 1));
    }

    @ParameterizedTest
    @MethodSource("sourcesWithTwins")
    void twinsOnTheOtherSideAreFactsThatLeaked(ProblemSource source) {
        List<Problem> problems =
                LongStream.range(0, 50).mapToObj(row -> source.problem(0, row)).toList();
        List<Problem> twins = problems.stream()
                .map(problem -> Twins.of(problem).orElseThrow())
                .toList();

        DataCheck check =
                DataCheck.against(new ListSource("twins", twins, ""), new ListSource("problems", problems, ""));

        assertThat(check.findings(Defect.LEAKED)).isEmpty();
        assertThat(check.findings(Defect.FACTS_LEAKED)).hasSize(50);
        assertThat(check.findings(Defect.FACTS_LEAKED).get(7))
                .hasToString("twins, problem 8 has the facts of problems, problem 8");
        assertThat(DataCheck.of(new ListSource("pairs", List.of(problems.get(0), twins.get(0)), ""))
                        .complaints())
                .as("twins side by side are meant")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n[%s,\n{},\n\n %s, %s]", "%s\n{}\n\n%s\n%s\n"})
    void rowsAreNamedWithTheirPlaceInTheFile(String format, @TempDir Path folder) throws IOException {
        String row = "{\"question\": \"q?\", \"steps\": [], \"answer\": \"a\"}";
        Path file = Files.writeString(
                folder.resolve("rows"), String.format(Locale.ROOT, format, row, row.replace("q?", "r?"), row));

        try (ProblemSource source = ProblemFiles.open(file, new SkippedRows())) {
            Finding repeated = DataCheck.of(source).findings(Defect.REPEATED).get(0);

            assertThat(repeated.place())
                    .isEqualTo(
                            format.endsWith("]")
                                    ? Place.inLine(file.toString(), 4, 5, 50)
                                    : Place.inFile(file.toString(), 4, 5));
            assertThat(DataCard.of(source, real).lines().get(2)).startsWith("left out   " + file);
            assertThat(source.leftOut()).singleElement().asString().contains("has no \"question\"");
        }
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
        assertThat(DataCard.of(real, twins()).lines().get(2))
                .isEqualTo("overlap    300 ask something else about the facts of a training problem");
        assertThat(DataCard.of(
                                GraphSearch.graphSearch().problems(1000, 1),
                                GraphSearch.graphSearch().problems(1000, 2))
                        .lines())
                .anyMatch(line -> line.endsWith("none"))
                .anyMatch(line -> line.contains("No shortcut found"));
    }

    private ProblemSource twins() {
        return new ListSource(
                "twins",
                LongStream.range(0, real.size())
                        .mapToObj(row -> Twins.of(real.problem(0, row)).orElseThrow())
                        .toList(),
                "");
    }
}
