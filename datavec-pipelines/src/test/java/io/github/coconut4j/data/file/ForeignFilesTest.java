package io.github.coconut4j.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.badrow.SkippedRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that hold something else, or that cannot be read, are named with what to do. */
class ForeignFilesTest {
    private static final String GOOD = "{\"question\": \"q?\", \"steps\": [\"s\"], \"answer\": \"a\", \"depth\": 3}";

    @TempDir
    private Path folder;

    @Test
    void anObjectOverSeveralLinesIsNamedWithWhatToDo() throws IOException {
        Path file = write("pretty.json", GOOD.replace("{", "{\n  ").replace(", ", ",\n  ") + "\n");

        assertThatThrownBy(() -> ProblemFiles.open(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file
                        + " begins with an object over several lines; write every problem on one line, or all"
                        + " of them as a list, [{…}, {…}].");
        assertThatThrownBy(() -> ProblemFiles.reader(file)).hasMessageContaining("over several lines");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": [%s]}",
                "{\"version\": 1,\n \"data\": [\n%s,\n %s]\n}",
                "{\"data\": [%s], \"other\": [%s]}"
            })
    void aListWithinAnObjectIsNamedByItsKey(String content) throws IOException {
        Path file = write("wrapped.json", content.replace("%s", GOOD));

        assertThatThrownBy(() -> ProblemFiles.open(file))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        file + " has its problems in a list under the key \"data\"; write a file of that list alone.");
    }

    @ParameterizedTest
    @CsvSource({"question, ?, \\ud800?", "answer, '\"a\"', '\"\\udfff\"'", "steps, '\"s\"', '\"x\\ud83d\"'"})
    void halfOfACharacterIsNamed(String key, String whole, String half) throws IOException {
        Path file = write("half.jsonl", GOOD.replace(whole, half) + "\n");

        assertThatThrownBy(() -> ProblemFiles.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 1: \"" + key + "\" has half of a character in it");
    }

    @Test
    void wholeCharactersOfTwoHalvesAreRead() throws IOException {
        Path file = write("whole.jsonl", GOOD.replace("?", "\\ud83d\\ude00?") + "\n");

        assertThat(ProblemFiles.open(file).problem(0, 0).question()).isEqualTo("q\ud83d\ude00?");
    }

    @Test
    void aRowMayHoldListsOfObjects() throws IOException {
        Path file = write("extra.jsonl", GOOD.replace("{", "{\"sources\": [{\"page\": 1}], ") + "\n");

        assertThat(ProblemFiles.open(file).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            [{"question": "q", "steps": [], "answer": "a"},\\n {"question": "q", "steps": []}]   | problem 2 (line 2, column 2) has no "answer"
            [{"question": "q", "steps": "s", "answer": "a"}]                                    | problem 1 (line 1, column 2): "steps" must be a list of texts, but it is a text
            [{"question": "q", "steps": ["s", 4], "answer": "a"}]                               | "steps" must be a list of texts
            [{"question": "q", "steps": [], "answer": 12}]                                      | "answer" must be a text, but it is 12
            [{"question": " ", "steps": [], "answer": "a"}]                                     | problem 1 (line 1, column 2) has no "question" (it is blank)
            [3]                                                                                 | problem 1 (line 1, column 2) is not a JSON object
            [\\n{"question": "q", "steps": [}]                                                  | line 2, column 29: the JSON is broken: } stands where ] is expected.
            [{"question": "q", "steps": [], "answer": "a"}                                      | line 1, column 47: the JSON is broken
            [{"question": "q", "question": "r", "steps": [], "answer": "a"}]                    | line 1, column 30: the key "question" stands twice
            "text"                                                                              | line 1 is not a JSON object
            null                                                                                | line 1 is not a JSON object
            text                                                                                | line 1, column 1: the JSON is broken: text is neither
            []                                                                                  | holds no problems
            \\n \\n                                                                              | holds no problems
            [{"question": "q", "steps": [], "answer": "a"}]\\n[]                                | line 2 has something behind the end of the JSON
            {"question": "q", "steps": [], "answer": "a"}\\n[3]                                 | line 2 is not a JSON object
            {"question": "q", "steps": []}                                                      | line 1 has no "answer", only "question", "steps";
            {"question": "q", "steps": [], "answer": null}                                      | line 1 has no "answer" (it is null)
            {"question": "q", "steps": null, "answer": "a"}                                     | line 1 has no "steps" (it is null)
            {"question": "q", "steps": ["s", null], "answer": "a"}                              | entry 2 is null
            {"question": "q", "steps": [], "answer": "a"}\\nnull                               | line 2 is not a JSON object
            {"question": "q", "steps": [], "answer": "a"} {"a": 1}                              | line 1 has something behind its object
            {"question": "q", "steps": [], "answer": "a", "answer": "b"}                        | the key "answer" stands twice
            {"question": "q", "steps": [], "answer": "a", "other_answer": 4}                    | "other_answer" must be a text
            {"question": "q", "steps": [], "answer": "a", "edges": [[0, 4]], "idx_to_symbol": ["a"]} | "edges" names node 4
            {"question": "q", "steps": [], "answer": "a", "edges": [[0]], "idx_to_symbol": ["a"]}    | "edges" must be a list of pairs
            {"question": "q", "steps": [], "answer": "a", "edges": [[0, 0.5]], "idx_to_symbol": ["a"]} | "edges" must hold node numbers
            {"question": "q", "steps": [], "answer": "a", "edges": [], "idx_to_symbol": ["a"], "root": "a"} | "root" must hold node numbers
            [null]                                                                              | problem 1 (line 1, column 2) is not a JSON object
            {"question": "q", "steps": [], "answer": "a"}\\n{"question" "q"}                    | line 2, column 13: the JSON is broken
            """)
    void brokenFilesAreToldWithPlaceAndReason(String content, String complaint) throws IOException {
        Path file = write("broken.json", content.replace("\\n", "\n"));

        assertThatThrownBy(() -> ProblemFiles.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.csv", "data.TSV"})
    void whatIsCalledATableAndIsNoJsonIsNamedWithWhatToDo(String name) throws IOException {
        assertThatThrownBy(() -> ProblemFiles.open(write(name, "Frage;Antwort\nwas?;das\n")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(name + " looks like CSV; convert it with")
                .hasMessageContaining("--from csv");
        try (ProblemSource json = ProblemFiles.open(write(name, GOOD + "\n"))) {
            assertThat(json.size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            {"question": "q", "cot": "c", "answer": "#### 18"}                           | --from codi
            [{"question": "q", "cot": "c", "answer": "18"}]                              | --from codi
            {"id": 1, "context": "c", "question": "q", "options": ["A) True"], "x": [1]} | --from logic_lm
            {"question": "q", "answer": "so 2.\\n#### 2"}                                | --from gsm8k
            {"example1": {"in_context_example0": {}, "test_example": {}}}                | --from prontoqa
            ^q?||<<1+1=2>> #### 2^                                                       | --from gsm8k_augmented
            question,steps,answer                                                        | --from csv
            version https://git-lfs.github.com/spec/v1                                   | git lfs pull
            <!DOCTYPE html><html>                                                        | web page
            PAR1                                                                         | Parquet file that is broken
            Question;Steps;Answer                                                        | --from csv
            """)
    void otherLayoutsAndKindsAreNamedWithWhatToDo(String content, String advice) throws IOException {
        Path file = write("strange.json", content);

        for (BadRowHandler badRows : List.of(BadRowHandler.FAIL, new SkippedRows())) {
            assertThatThrownBy(() -> ProblemFiles.open(file, badRows))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining(advice);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "brackets", "key", "text"})
    void whatIsBeyondTheLimitsIsRefusedWithItsPlace(String what) throws IOException {
        String monster =
                switch (what) {
                    case "number" -> "\"depth\": " + "9".repeat(1001);
                    case "brackets" -> "\"depth\": " + "[".repeat(1001) + "]".repeat(1001);
                    case "key" -> "\"" + "k".repeat(50_001) + "\": 3";
                    default -> "\"depth\": \"" + "t".repeat(21_000_000) + "\"";
                };
        String row = GOOD.replace("\"depth\": 3", monster);

        for (String format : List.of("%s\n%s\n", "[%s,\n%s]")) {
            Path file = write("monster.json", format.formatted(GOOD, row));
            assertThatThrownBy(() -> ProblemFiles.open(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("monster.json, line 2")
                    .hasMessageContaining("it has more in it than is read")
                    .hasMessageNotContaining("StreamRead");
        }
    }

    @Test
    void aPipeIsRefusedAtOnce() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        assertThatThrownBy(() -> ProblemFiles.open(pipe))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a pipe or a device");
    }

    @Test
    void bytesThatAreNotTextAreTold() throws IOException {
        byte[] latin1 = (GOOD.replace("q?", "na\u00efve") + "\n").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin1.jsonl"), latin1);

        assertThatThrownBy(() -> ProblemFiles.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("latin1.jsonl, line 1 is not UTF-8");
        try (ProblemReader reader = ProblemFiles.reader(file)) {
            assertThatThrownBy(reader::next).isInstanceOf(DataException.class).hasMessageContaining("not UTF-8");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> ProblemFiles.open(folder.resolve("none.json")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none.json");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
