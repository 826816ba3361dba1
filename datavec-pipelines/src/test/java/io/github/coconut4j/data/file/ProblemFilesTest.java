package io.github.coconut4j.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.SkippedRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    @ValueSource(strings = {"\uFEFF[%s]", "\uFEFF%s\n"})
    void aByteOrderMarkIsNoPartOfTheProblems(String format) throws IOException {
        Path file = write("mark.json", String.format(Locale.ROOT, format, GOOD));

        try (ProblemSource source = ProblemFiles.open(file)) {
            assertThat(source.problem(0, 0).question()).isEqualTo("q?");
        }
    }

    @Test
    void rowsOfOneLongLineAreFoundAndNamedByTheirColumn() throws IOException {
        Path file =
                write("mark.json", "\uFEFF [" + GOOD + ", " + GOOD.replace("q?", "naïve 😀?") + " ,\t" + GOOD + "]");

        try (ProblemSource source = ProblemFiles.open(file)) {
            assertThat(source.problem(0, 1).question()).isEqualTo("naïve 😀?");
            assertThat(source.problem(0, 2)).isEqualTo(source.problem(0, 0));
            byte[] bytes = Files.readAllBytes(file);
            for (int row = 0; row < 3; row++) {
                int column = (int) source.place(row).column().orElseThrow();
                assertThat(bytes[column - 1])
                        .as("where " + source.place(row) + " begins")
                        .isEqualTo((byte) '{');
            }
        }
    }

    @Test
    void rowsOfAnyNumberOfLinesAreFoundAndNamed() throws IOException {
        StringBuilder text = new StringBuilder("[\n");
        List<Integer> lines = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < 300; row++) {
            lines.add((int) text.chars().filter(c -> c == '\n').count() + 1);
            text.append(GOOD.replace("q?", "q" + row).replace(", ", "," + "\n".repeat(random.nextInt(3))));
            text.append(row == 299 ? "]" : "," + "\n".repeat(random.nextInt(3)));
        }
        Path file = write("pretty.json", text.toString());

        try (ProblemSource source = ProblemFiles.open(file)) {
            for (int row = 0; row < 300; row++) {
                assertThat(source.problem(0, row).question()).isEqualTo("q" + row);
                assertThat(source.place(row).line()).hasValue(lines.get(row));
                assertThat(source.place(row).problem()).isEqualTo(row + 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,%s]", "%s\n%s"})
    void filesCompressedWithGzipAreReadAsTheyAre(String format) throws IOException {
        String text = String.format(Locale.ROOT, format, GOOD, GOOD.replace("q?", "r?"));
        Path plain = write("plain.json", text);
        Path packed = folder.resolve("packed.json.gz");
        try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(packed))) {
            bytes.write(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(packed);
        Path cut = Files.write(folder.resolve("cut.json.gz"), Arrays.copyOf(whole, whole.length - 12));

        try (ProblemSource source = ProblemFiles.open(packed);
                ProblemSource same = ProblemFiles.open(plain)) {
            assertThat(source.problem(0, 1).question()).isEqualTo("r?");
            assertThat(source.fingerprint()).isEqualTo(same.fingerprint());
        }
        assertThatThrownBy(() -> ProblemFiles.open(cut))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cut.json.gz")
                .hasMessageContaining("its end is missing");
    }

    @Test
    void partsOfGzipAreReadOneAfterTheOtherAndNoneIsLeftOutInSilence() throws IOException {
        byte[] one = gzip(GOOD + "\n");
        byte[] other = gzip(GOOD.replace("q?", "r?") + "\n");
        Path both = Files.write(folder.resolve("both.jsonl.gz"), joined(one, other));
        Path padded = Files.write(folder.resolve("padded.jsonl.gz"), joined(one, other, new byte[512]));

        for (Path file : List.of(both, padded)) {
            try (ProblemSource source = ProblemFiles.open(file)) {
                assertThat(source.size()).isEqualTo(2);
            }
        }
        byte[] brokenStart = other.clone();
        brokenStart[0] = 'x';
        for (byte[] behind :
                List.of("and more".getBytes(StandardCharsets.UTF_8), brokenStart, Arrays.copyOf(other, 5))) {
            Path file = Files.write(folder.resolve("behind.jsonl.gz"), joined(one, behind));
            assertThatThrownBy(() -> ProblemFiles.open(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("behind.jsonl.gz")
                    .hasMessageContaining("something that is not lies behind its end");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream bytes = new GZIPOutputStream(packed)) {
            bytes.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void blankStepsAreNoneAndCounted() throws IOException {
        Path file = write("a.jsonl", GOOD + "\n" + GOOD.replace("\"s\"", "\"\", \"t\", \" \"") + "\n");

        try (ProblemSource source = ProblemFiles.open(file)) {
            assertThat(source.problem(0, 1).steps()).containsExactly("t");
            assertThat(source.leftOut()).containsExactly("2 blank steps, the first in " + file + ", line 2.");
        }
        try (ProblemReader reader = ProblemFiles.reader(file)) {
            reader.next();
            assertThat(reader.leftOut()).isEmpty();
            reader.next();
            assertThat(reader.leftOut()).containsExactly("2 blank steps, the first in " + file + ", line 2.");
        }
    }

    @Test
    void whenNothingIsLeftTheReasonIsTold() throws IOException {
        Path file = write("bad.jsonl", "{}\n{\"a\": 1}\n");

        assertThatThrownBy(() -> ProblemFiles.open(file, new SkippedRows()))
                .hasMessageContaining("holds no problems: all rows are bad, for instance")
                .hasMessageContaining("line 1 has no \"question\"");
    }

    @Test
    void progressIsToldForEveryRow() throws IOException {
        List<Long> told = new ArrayList<>();

        ProblemFiles.open(write("a.jsonl", GOOD + "\n{}\n" + GOOD), new SkippedRows(), told::add);

        assertThat(told).containsExactly(1L, 2L, 3L);
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
