package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems drawn by the generators: what is given decides them, and nothing else. */
class DataGenerateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void generateWritesSoManyProblemsOfTheOfficialFormat() throws IOException {
        JsonNode problems = JSON.readTree(
                Cli.generated(folder.resolve("a.json"), "prosqa", 25, 1).toFile());

        assertThat(problems).hasSize(25).allSatisfy(problem -> {
            assertThat(problem.at("/question").asText()).contains("Every ").endsWith("?");
            assertThat(problem.at("/steps")).isNotEmpty();
            assertThat(problem.at("/answer").asText()).endsWith(".");
        });
    }

    @Test
    void theSeedDecidesTheBytes() {
        Path once = Cli.generated(folder.resolve("a.json"), "prosqa", 10, 1);

        assertThat(Cli.generated(folder.resolve("b.json"), "prosqa", 10, 1)).hasSameBinaryContentAs(once);
        assertThat(mismatch(Cli.generated(folder.resolve("c.json"), "prosqa", 10, 2), once))
                .isNotNegative();
    }

    /** A width of 1 leaves no room for the usual second parent, which is not asked for. */
    @Test
    void numbersThatFitTogetherAreTakenTogether() throws IOException {
        Path file = folder.resolve("narrow.json");

        Cli.succeeds(
                ("data generate --task graph_search --hops 2 --width 1 --extra 0 --shared 0 --count 3 --out " + file)
                        .split(" "));

        assertThat(JSON.readTree(file.toFile()))
                .allSatisfy(problem -> assertThat(problem.at("/edges")).hasSize(4));
    }

    @ParameterizedTest
    @CsvSource({
        "prosqa --balanced --concepts 12 --hops 3, 12, 3",
        "prosqa --form symbols --balanced --concepts 12-14 --hops 3-4, 14, 4",
        "prontoqa --balanced --hops 3, , 4",
        "prontoqa --steps sentences --hops 3, , 7",
        "arithmetic --steps 2-4 --largest 200, , 4",
    })
    void everyKindThatIsGeneratedIsSound(String options, Integer mostNodes, int mostSteps) throws IOException {
        Path out = folder.resolve("out.json");
        Cli.succeeds(("data generate --count 40 --out " + out + " --task " + options).split(" "));

        assertThat(Cli.succeeds("data", "check", out.toString())).contains("Nothing is wrong.");
        JsonNode problems = JSON.readTree(out.toFile());
        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem.at("/steps")).hasSize(mostSteps));
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.at("/steps").size()).isLessThanOrEqualTo(mostSteps);
            assertThat(problem.at("/idx_to_symbol").size()).isLessThanOrEqualTo(mostNodes == null ? 0 : mostNodes);
        });
    }

    @Test
    void aTwinHasTheSameFactsAndAnotherAnswer() throws IOException {
        Path file = Cli.generated(folder.resolve("a.json"), "prosqa", 5, 1);
        Path out = folder.resolve("twins.json");

        Cli.succeeds("data", "twins", file.toString(), "--out", out.toString());

        JsonNode pairs = JSON.readTree(out.toFile());
        assertThat(pairs).hasSize(10);
        for (int i = 0; i < 10; i += 2) {
            assertThat(pairs.at("/" + (i + 1) + "/edges")).isEqualTo(pairs.at("/" + i + "/edges"));
            assertThat(pairs.at("/" + (i + 1) + "/target")).isEqualTo(pairs.at("/" + i + "/neg_target"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prosqa", "prontoqa", "graph_search"})
    void generatedTwinsHaveTheOtherAnswer(String task) throws IOException {
        Path out = folder.resolve("pairs.json");
        Cli.succeeds("data", "generate", "--task", task, "--count", "6", "--twins", "--out", out.toString());

        JsonNode pairs = JSON.readTree(out.toFile());

        assertThat(pairs).hasSize(12);
        for (int i = 0; i < 12; i += 2) {
            assertThat(pairs.get(i).get("answer")).isNotEqualTo(pairs.get(i + 1).get("answer"));
        }
        assertThat(Cli.succeeds("data", "check", out.toString())).contains("Nothing is wrong.");
    }

    @Test
    void aFileWithoutTwinsIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.json"), "[{\"question\": \"1 + 1?\", \"steps\": [], \"answer\": \"2\"}]");
        Path out = folder.resolve("pairs.json");

        Cli.Result result = Cli.run("data", "twins", file.toString(), "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("None of the problems of " + file).hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void splitsOfOneSeedDoNotOverlap() throws IOException {
        Path train = Cli.generated(folder.resolve("a.json"), "prosqa", 20, 1);
        Path valid = folder.resolve("b.json");
        Cli.succeeds(("data generate --task prosqa --count 10 --seed 1 --skip 20 --out " + valid).split(" "));

        JsonNode check = JsonSchemas.result(
                Cli.succeeds("data", "check", valid.toString(), "--against", train.toString(), "--json"));

        assertThat(check.at("/rows").asInt()).isEqualTo(10);
        assertThat(check.at("/findings/leaked").isArray()).isTrue();
        assertThat(check.at("/findings/leaked")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--task prosqa --count 3 --hops 8-3, not 8-3",
        "--task prontoqa --count 3 --concepts 12, --concepts is an option of another task",
        "--task graph_search --count 3 --steps pairs --form words, '--form, --steps are options of another task'",
        "--task prosqa --count 3 --concepts 3, concepts must lie between 4 and 40",
        "--task prosqa --count 3 --concepts 9 --hops 4 --balanced, concepts must be at least 10",
        "--task prosqa --count 3 --form symbols --renamed, leave out one",
        "--task prosqa --count 3 --form sounds, --form",
        "--task prontoqa --count 3 --steps 3, --steps must be pairs or sentences",
        "--task arithmetic --count 3 --steps pairs, steps must be a number",
        "--task arithmetic --count 3 --hops 3, --hops is an option of another task",
        "--task arithmetic --count 3 --twins, leave out --twins",
        "--task walrus --count 3, walrus",
        "--task prosqa --count 0, --count",
        "--task prosqa --count 3 --width 2, another task",
        "--task graph_search --count 3 --balanced, another task",
        "--task graph_search --count 3 --hops few, --hops",
        "--task graph_search --count 3 --hops 0, hops",
        "--task prosqa --count 3 --skip -1, --skip",
        "--task prosqa --count 9223372036854775807, --count must be at most 1000000000",
        "--task prosqa --count 3 --skip 9223372036854775807, --skip and --count",
        "--task prosqa --count many, --count",
        "--task prosqa --count 3 --parents NaN, parents",
        "--count 3, --task",
    })
    void whatCannotBeGeneratedIsRefusedInOneLine(String options, String named) {
        Path out = folder.resolve("out.json");

        Cli.Result result = Cli.run(("data generate " + options + " --out " + out).split(" "));

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains(named).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    private static long mismatch(Path a, Path b) {
        try {
            return Files.mismatch(a, b);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
