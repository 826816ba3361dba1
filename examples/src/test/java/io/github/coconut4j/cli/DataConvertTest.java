package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems of other programs and layouts become those of this one, and back. */
class DataConvertTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void convertingThereAndBackChangesNothing() {
        Path list = Cli.generated(folder.resolve("a.json"), "graph_search", 10, 1);
        Path lines = folder.resolve("a.jsonl");
        Path again = folder.resolve("b.json");

        Cli.succeeds("data", "convert", list.toString(), "--out", lines.toString());
        Cli.succeeds("data", "convert", lines.toString(), "--out", again.toString());

        assertThat(lines).content().hasLineCount(10);
        assertThat(again).hasSameBinaryContentAs(list);
    }

    @Test
    void aGraphIsWrittenInSymbolsAndStaysSound() throws IOException {
        Path words = Cli.generated(folder.resolve("a.json"), "prosqa", 25, 1);
        Path symbols = folder.resolve("symbols.json");

        Cli.succeeds("data", "convert", words.toString(), "--form", "symbols", "--out", symbols.toString());

        JsonNode problems = JSON.readTree(symbols.toFile());
        JsonNode sentences = JSON.readTree(words.toFile());
        assertThat(problems).hasSize(25);
        for (int i = 0; i < 25; i++) {
            assertThat(problems.get(i).at("/question").asText()).matches("(\\d+ \\d+ \\| )+\\[Q] \\d+ \\d+ \\[R] \\d+");
            assertThat(problems.get(i).at("/steps"))
                    .hasSameSizeAs(sentences.get(i).at("/steps"));
        }
        assertThat(Cli.succeeds("data", "check", symbols.toString())).contains("Nothing is wrong.", "25 problems");
        assertThat(Cli.succeeds("data", "stats", symbols.toString())).contains("shortest path");
    }

    @Test
    void whatHasNoGraphIsNotWrittenInSymbols() {
        Path file = Cli.generated(folder.resolve("a.json"), "prontoqa", 2, 1);
        Path out = folder.resolve("b.json");

        Cli.Result result = Cli.run("data", "convert", file.toString(), "--form", "symbols", "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err())
                .contains("a.json, problem 1 cannot be written in symbols. It has no graph")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
        assertThat(Cli.run("data", "convert", file.toString(), "--form", "words", "--out", out.toString())
                        .err())
                .contains("--form takes symbols alone")
                .hasLineCount(1);
    }

    @Test
    void aFileCanBeConvertedIntoItself() throws IOException {
        Path file = Cli.generated(folder.resolve("a.json"), "prosqa", 5, 1);
        String before = Files.readString(file);

        Cli.succeeds("data", "convert", file.toString(), "--out", file.toString());

        assertThat(file).hasContent(before);
    }

    @Test
    void gsm8kBecomesTheOfficialFormat() throws IOException {
        Path file = Files.writeString(
                folder.resolve("gsm8k.txt"), "Tom has 3 bags of 4 apples. How many?||<<3*4=12>> #### 12\n");
        Path out = folder.resolve("gsm8k.json");

        Cli.succeeds("data", "convert", file.toString(), "--from", "gsm8k_augmented", "--out", out.toString());

        JsonNode problem = JSON.readTree(out.toFile()).at("/0");
        assertThat(problem.at("/question").asText()).isEqualTo("Tom has 3 bags of 4 apples. How many?");
        assertThat(problem.at("/steps/0").asText()).isEqualTo("<<3*4=12>>");
        assertThat(problem.at("/answer").asText()).isEqualTo("12");
    }

    @Test
    void chainsWithoutCalculationsAreRefusedWithTheOtherWaysToSplit() throws IOException {
        Path file = Files.writeString(folder.resolve("nl.txt"), "How many?||Tom has 3. He buys 4. #### 7\n");
        Path out = folder.resolve("out.json");

        Cli.Result refused = Cli.run(("data convert " + file + " --from gsm8k_augmented --out " + out).split(" "));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err())
                .contains("no steps at all (1 row)", "--steps lines|sentences")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
        Cli.succeeds(("data convert " + file + " --from gsm8k_augmented --steps sentences --out " + out).split(" "));
        assertThat(JSON.readTree(out.toFile()).at("/0/steps")).hasSize(2);
    }

    @Test
    void rowsThatConvertToNoStepsAreCounted() throws IOException {
        Path file = Files.writeString(
                folder.resolve("codi.jsonl"),
                """
                {"question": "q?", "cot": "<<1+1=2>>", "answer": "#### 2"}
                {"question": "r?", "cot": "He thinks.", "answer": "3"}
                """);
        Path out = folder.resolve("out.json");

        Cli.Result unnamed = Cli.run("data", "convert", file.toString(), "--out", out.toString());
        Cli.Result result = Cli.run("data", "convert", file.toString(), "--from", "codi", "--out", out.toString());

        assertThat(unnamed.err())
                .contains("./coconut data convert " + file + " --from codi")
                .hasLineCount(1);
        assertThat(result.err()).contains("2 problems in").contains("1 without steps");
        assertThat(JSON.readTree(out.toFile()).at("/0/answer").asText()).isEqualTo("2");
    }

    @Test
    void convertLeavesBadRowsOutAndSaysWhich() throws IOException {
        Path file = Files.writeString(folder.resolve("train.txt"), "1 and 2?||<<1+2=3>> #### 3\nno chain\n");
        Path out = folder.resolve("out.jsonl");

        Cli.Result result = Cli.run(
                "data",
                "convert",
                file.toString(),
                "--from",
                "gsm8k_augmented",
                "--on-bad-record",
                "skip",
                "--out",
                out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).contains("line 2").contains("1 problem in").contains("1 bad row left out");
        assertThat(Files.readAllLines(out)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"[], holds no problems", "'{}', has no \"question\"", "'', is empty"})
    void convertWritesNoEmptyFile(String content, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), content);
        Path out = folder.resolve("b.json");

        Cli.Result result =
                Cli.run("data", "convert", file.toString(), "--on-bad-record", "skip", "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains(complaint).contains("coconut: ");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void aBrokenFileLeavesNothingBehind() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.json"), "[{\"question\": \"a\", \"steps\": [], \"answer\": \"b\"}, {\"question\"");

        Cli.Result result = Cli.run(
                "data",
                "convert",
                file.toString(),
                "--out",
                folder.resolve("b.json").toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("a.json").hasLineCount(1);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }
}
