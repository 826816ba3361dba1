package io.github.coconut4j.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemFilesTest {
    private static final Path PROSQA = Path.of("src/test/resources/prosqa/prosqa_valid.json");
    private static final String GOOD = "{\"question\": \"q?\", \"steps\": [\"s\"], \"answer\": \"a\", \"depth\": 3}";

    @TempDir
    private Path folder;

    @Test
    void theRealProsqaFileIsReadWithAllItsKeys() {
        ProblemSource source = ProblemFiles.open(PROSQA);
        Problem first = source.problem(0, 0);

        assertThat(source.size()).isEqualTo(300);
        assertThat(source.name()).isEqualTo("prosqa_valid.json");
        assertThat(first.steps())
                .containsExactly("Tom is a terpus.", "Every terpus is a brimpus.", "Every brimpus is a lempus.");
        assertThat(first.answer()).isEqualTo("Tom is a lempus.");
        assertThat(first.otherAnswer()).contains("Tom is a scrompus.");
        assertThat(first.extra().keySet())
                .containsExactlyInAnyOrder("idx_to_symbol", "edges", "root", "target", "neg_target");
    }

    @Test
    void fingerprintIsTheHashOfTheWholeFile() throws IOException {
        // both as sha256sum prints them
        assertThat(ProblemFiles.open(write("list.json", "[" + GOOD + "]\n\n")).fingerprint())
                .isEqualTo("sha256:fcbd2a2623f5f8d774ea80dee7519020ddf1dd16ec6d563ed4cb1d9f7ab9d8eb");
        try (ProblemSource lines = ProblemFiles.open(write("lines.json", GOOD + "\n"))) {
            assertThat(lines.fingerprint())
                    .isEqualTo("sha256:4a4c3dca5756995b46cfdd8cdc8e981f5378927497498353e8ed207bc58edc01");
        }
    }

    @Test
    void jsonLinesAreReadInAnyOrder() throws IOException {
        Path file = write(
                "rows.jsonl",
                "\n" + GOOD + "\n" + GOOD.replace("q?", "naïve 😀?") + "\r\n\n" + GOOD.replace("q?", "last?"));
        try (ProblemSource source = ProblemFiles.open(file)) {
            assertThat(source.size()).isEqualTo(3);
            assertThat(source.problem(0, 2).question()).isEqualTo("last?");
            assertThat(source.problem(0, 1).question()).isEqualTo("naïve 😀?");
            assertThat(source.problem(0, 0).extra()).containsEntry("depth", 3);
        }
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
            [{"question": " ", "steps": [], "answer": "a"}]                                     | "question" is blank
            [3]                                                                                 | problem 1 (line 1, column 2) is not a JSON object
            [\\n{"question": "q", "steps": [}]                                                  | line 2, column 29: the JSON is broken: Unexpected close marker '}': expected ']'.
            [{"question": "q", "steps": [], "answer": "a"}                                      | line 1, column 47: the JSON is broken
            [{"question": "q", "question": "r", "steps": [], "answer": "a"}]                    | line 1, column 30: the JSON is broken: Duplicate field 'question'
            "text"                                                                              | does not begin with '['
            []                                                                                  | holds no problems
            \\n \\n                                                                              | is empty
            [{"question": "q", "steps": [], "answer": "a"}]\\n[]                                | line 2 has something behind the end of the JSON
            {"question": "q", "steps": [], "answer": "a"}\\n[3]                                 | line 2 is not a JSON object
            {"question": "q", "steps": []}                                                      | line 1 has no "answer"
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
    @ValueSource(strings = {"\uFEFF[%s]", "\uFEFF%s\n"})
    void aByteOrderMarkIsNoPartOfTheProblems(String format) throws IOException {
        Path file = write("mark.json", String.format(Locale.ROOT, format, GOOD));

        try (ProblemSource source = ProblemFiles.open(file)) {
            assertThat(source.problem(0, 0).question()).isEqualTo("q?");
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"[%s,%s,%s,%s]", "%s\n%s\n%s\n%s\n"})
    void badRowsCanBeSkippedAndAreCounted(String format) throws IOException {
        String noAnswer = "{\"question\": \"q\", \"steps\": []}";
        Path file = write("some.json", String.format(Locale.ROOT, format, GOOD, noAnswer, noAnswer, GOOD));
        SkippedRows skipped = new SkippedRows();

        try (ProblemSource source = ProblemFiles.open(file, skipped)) {
            assertThat(source.size()).isEqualTo(2);
            assertThat(source.problem(0, 1).question()).isEqualTo("q?");
            assertThat(source.name()).isEqualTo("some.json without 2 bad rows");
        }
        assertThat(skipped.count()).isEqualTo(2);
        assertThat(skipped.complaints()).hasSize(2).allMatch(reason -> reason.contains("has no \"answer\""));
    }

    @Test
    void readerStreamsWhatTheSourceHolds() {
        ProblemSource source = ProblemFiles.open(PROSQA);
        try (ProblemReader reader = ProblemFiles.reader(PROSQA)) {
            for (long row = 0; row < source.size(); row++) {
                assertThat(reader.next()).contains(source.problem(0, row));
            }
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void problemsNeverChange() {
        Problem problem = ProblemFiles.open(PROSQA).problem(0, 0);
        assertThatThrownBy(() -> problem.extra().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(problem.steps()).isUnmodifiable();
        assertThat(List.copyOf(problem.steps())).isSameAs(problem.steps());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
