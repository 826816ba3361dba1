package io.github.coconut4j.tuning;

import static io.github.coconut4j.tuning.SweepDsl.epochsOfStage;
import static io.github.coconut4j.tuning.SweepDsl.epochsPerStage;
import static io.github.coconut4j.tuning.SweepDsl.genetic;
import static io.github.coconut4j.tuning.SweepDsl.grid;
import static io.github.coconut4j.tuning.SweepDsl.learningRate;
import static io.github.coconut4j.tuning.SweepDsl.logRange;
import static io.github.coconut4j.tuning.SweepDsl.method;
import static io.github.coconut4j.tuning.SweepDsl.random;
import static io.github.coconut4j.tuning.SweepDsl.range;
import static io.github.coconut4j.tuning.SweepDsl.resetOptimizer;
import static io.github.coconut4j.tuning.SweepDsl.schedules;
import static io.github.coconut4j.tuning.SweepDsl.sweep;
import static io.github.coconut4j.tuning.SweepDsl.thoughtsPerStep;
import static io.github.coconut4j.tuning.SweepDsl.uniformProb;
import static io.github.coconut4j.tuning.SweepDsl.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.space.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SweepYamlTest {
    private static final String YAML =
            """
            name: mine
            base: base.yaml
            over:
              - key: thoughts_per_step
                values: [0, 1, 2, 3]
              - key: curriculum.epochs
                from: 1
                to: 5
            search: {type: random, seed: 42}
            candidates: 20
            """;

    @TempDir
    Path folder;

    static Stream<Sweep> sweeps() {
        Sweep plain = sweep(TinySweeps.base());
        return Stream.of(
                plain,
                plain.over(thoughtsPerStep(0, 1, 2, 3))
                        .over(epochsPerStage(range(1, 5)))
                        .search(random(42))
                        .candidates(20),
                plain.over(schedules(List.of(1, 1, 2), List.of(2, 1, 1)), learningRate(logRange(1e-4, 1e-2)))
                        .search(grid().points(3))
                        .parallel(2)
                        .halving(0.5)
                        .minutes(1.5),
                plain.over(uniformProb(range(0.0, 0.3)), resetOptimizer(), epochsOfStage(1, range(1, 3)))
                        .search(genetic(7).population(6))
                        .pricePerToken(0.01)
                        .engine("spark", "spark://127.0.0.1:7077"),
                plain.name("methods")
                        .over(method("coconut", "cot"))
                        .over(
                                values("model.width", 16, 32),
                                values("data", Map.of("type", "graph_search", "hops", 2))));
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void whatIsWrittenReadsAsTheSame(Sweep sweep) {
        assertThat(Sweep.fromYaml(sweep.toYaml())).isEqualTo(sweep);
    }

    @Test
    void aFileSaysWhatTheWordsSay() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), TinySweeps.base().toYaml());

        Sweep read = Sweep.load(Files.writeString(folder.resolve("sweep.yaml"), YAML), List.of());

        assertThat(read)
                .isEqualTo(sweep(TinySweeps.base())
                        .name("mine")
                        .over(thoughtsPerStep(0, 1, 2, 3))
                        .over(epochsPerStage(range(1, 5)))
                        .search(random(42))
                        .candidates(20));
    }

    @Test
    void aGridBeyondCountingIsRefused() {
        Sweep vast = sweep(TinySweeps.base())
                .search(grid().points(1000))
                .over(
                        learningRate(range(1e-4, 1e-2)),
                        uniformProb(range(0.0, 0.3)),
                        Parameter.of("seed", range(0, 1_000_000)),
                        Parameter.of("optimizer.weight_decay", range(0.0, 0.1)));

        assertThatThrownBy(vast::budget)
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("the grid has 1.00e+12 points");
    }

    @Test
    void settingsReachTheSweepAndItsBase() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), TinySweeps.base().toYaml());
        Path file = Files.writeString(folder.resolve("sweep.yaml"), YAML);

        Sweep read = Sweep.load(file, List.of("candidates=3", "hops=3", "over.0.values=[1]", "search=grid"));

        assertThat(read.candidates()).isEqualTo(3);
        assertThat(read.space().experiment(List.of()).data()).hasFieldOrPropertyWithValue("hops", 3);
        assertThat(read.over().get(0)).isEqualTo(thoughtsPerStep(1));
        assertThat(read.search()).isEqualTo(grid());
    }

    @Test
    void allProblemsAreNamedAtOnceThoseOfTheBaseToo() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), "name: tiny\ndata: {type: graph_search, hops: four}\n");
        Path file = Files.writeString(
                folder.resolve("sweep.yaml"),
                """
                base: base.yaml
                over:
                  - key: lr
                    values: []
                  - key: c
                    from: 3
                candidats: 3
                halving: 2
                """);

        assertThatThrownBy(() -> Sweep.load(file, List.of()))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("base.data.hops")
                .hasMessageContaining("over.0.values is empty")
                .hasMessageContaining("over.1.to is missing")
                .hasMessageContaining("candidats: unknown key; did you mean candidates?")
                .hasMessageContaining("4 problems");
    }

    @Test
    void allProblemsAreNamedAtOnceThoseOfTheSearchedValuesToo() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), TinySweeps.base().toYaml());
        Path file = Files.writeString(
                folder.resolve("sweep.yaml"),
                """
                base: base.yaml
                name: a/b
                over:
                  - key: thougths_per_step
                    values: [1, 2]
                candidates: 0
                halving: 2
                """);

        CurriculumException wrong = catchThrowableOfType(CurriculumException.class, () -> Sweep.load(file, List.of()));

        assertThat(wrong.problems())
                .hasSize(4)
                .anyMatch(problem -> problem.startsWith("name must be fit for a folder"))
                .anyMatch(problem -> problem.startsWith("thougths_per_step: unknown key; did you mean"))
                .anyMatch(problem -> problem.startsWith("candidates must be at least 1"))
                .anyMatch(problem -> problem.startsWith("halving must lie above 0"));
    }

    @Test
    void aBaseThatIsMissingDoesNotHideWhatElseIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("sweep.yaml"), "base: nowhere.yaml\ncandidates: 0\nhalving: 2\n");

        CurriculumException wrong = catchThrowableOfType(CurriculumException.class, () -> Sweep.load(file, List.of()));

        assertThat(wrong.problems())
                .containsExactly(
                        "base: there is no file " + folder.resolve("nowhere.yaml") + ".",
                        "candidates must be at least 1, not 0.",
                        "halving must lie above 0 and up to 1 (all go on), not 2.0.");
    }

    @Test
    void keysThatAreLeftOutAreThoseOfTheWords() {
        String base = "base:\n" + TinySweeps.base().toYaml().indent(2);

        assertThat(Sweep.fromYaml(base)).isEqualTo(sweep(TinySweeps.base()));
        assertThat(Sweep.fromYaml(base).name()).isEqualTo("tiny-sweep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "candidates=0 | candidates must be at least 1, not 0",
                "candidates=2147483647 | candidates must be at most 10000",
                "parallel=2147483647 | parallel must be at most 1000",
                "search={type: grid, points: 2147483647} | points must be at most 1000",
                "search={type: genetic, population: 2147483647} | population must be at most 10000",
                "over.1.to=9000000000 | the range of curriculum.epochs must lie between",
                "minutes=-1 | minutes must lie",
                "parallel=0 | parallel must be at least 1",
                "halving=0 | halving must lie above 0",
                "price_per_token=-1 | price_per_token must lie",
                "search={type: genetic, population: 2} | population must be at least 4",
                "search={type: grid, points: 1} | points must be at least 2",
                "search=annealing | unknown value \"annealing\"",
                "over.0.key=thoughts per step | key must name a key",
                "over.0.values=[1, 1] | one value of thoughts_per_step twice",
                "over.0.from=1 | not both",
                "over.1.from=9 | from must not be above to",
                "over.1.scale=log | scale log is for numbers with a point",
                "over.1.key=thoughts_per_step | over names one key twice",
                "base=nowhere.yaml | base",
            })
    void whatIsOutOfRangeIsNamed(String setting, String message) throws IOException {
        Files.writeString(folder.resolve("base.yaml"), TinySweeps.base().toYaml());
        Path file = Files.writeString(folder.resolve("sweep.yaml"), YAML);

        assertThatThrownBy(() -> Sweep.load(file, List.of(setting)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{base: x.yaml}'                  | true  | false",
                "'{bass: x.yaml, over: []}'        | true  | false",
                "'{model: {type: gpt2}}'           | false | true",
                "'{model_id: gpt2, c_thought: 1}'  | false | true",
                "'{error: Repository not found}'   | false | false",
                "'only words'                      | false | false",
            })
    void whatAFileDescribesIsToldByItsKeys(String yaml, boolean sweep, boolean experiment) throws IOException {
        Path file = Files.writeString(folder.resolve("some.yaml"), yaml);

        assertThat(Sweep.isSweep(file)).isEqualTo(sweep);
        assertThat(Sweep.isExperiment(file)).isEqualTo(experiment);
    }

    @Test
    void geneticSearchSaysThatItIsForOneAtATime() {
        Sweep genetic = TinySweeps.four().search(genetic(1));

        assertThatThrownBy(() -> genetic.parallel(2)).hasMessageContaining("parallel must be 1 with genetic search");
        assertThatThrownBy(() -> genetic.halving(0.5)).hasMessageContaining("halving");
    }
}
