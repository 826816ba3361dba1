package io.github.coconut4j.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.convert.ProblemFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow wrote, see the README beside them. */
class ParquetFilesTest {
    private static final Path OFFICIAL = Path.of("src/test/resources/parquet/official.parquet");
    private static final Path GSM8K = Path.of("src/test/resources/parquet/gsm8k.parquet");

    @TempDir
    private Path folder;

    @Test
    void rowsOfAllGroupsAreReadInAnyOrder() {
        try (ProblemSource source = ProblemFiles.open(OFFICIAL)) {
            assertThat(source.size()).isEqualTo(7);
            for (long row : new long[] {6, 0, 3, 5, 1, 4, 2}) {
                Problem problem = source.problem(0, row);
                assertThat(problem.question()).isEqualTo("Is Tom%d a \"wumpus\", or a ü%d?".formatted(row, row));
                assertThat(problem.steps())
                        .isEqualTo(List.of("Tom" + row + " is a lempus.", "Every lempus is a wumpus.\nYes.")
                                .subList(0, (int) row % 3));
                assertThat(problem.answer()).isEqualTo(row % 2 == 0 ? "no" : "yes");
            }
            assertThat(source.problem(0, 1).extra()).containsEntry("level", 1).containsEntry("score", 0.5);
            assertThat(source.problem(0, 3).extra()).containsEntry("level", null);
        }
    }

    @Test
    void whatIsNoNumberIsMissing() {
        try (ProblemSource source = ProblemFiles.open(OFFICIAL)) {
            assertThat(source.problem(0, 2).extra())
                    .containsEntry("score", null)
                    .containsEntry("level", 2);
        }
    }

    @Test
    void otherLayoutsAreNamedAndConverted() {
        assertThatThrownBy(() -> ProblemFiles.open(GSM8K))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data convert " + GSM8K + " --from gsm8k");
        try (ProblemReader reader = ProblemFormat.GSM8K_CALCULATIONS.reader(GSM8K)) {
            assertThat(reader.next())
                    .contains(Problem.of("Ann has 3 boxes of 4 pens. How many?", List.of("<<3*4=12>>"), "12"));
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's.parquet", "a[1]?.parquet", "*.parquet", "no end"})
    void namesAreNoPatterns(String name) throws IOException {
        Files.copy(GSM8K, folder.resolve("another.parquet"));
        Path file = Files.copy(OFFICIAL, folder.resolve(name));

        try (ProblemSource source = ProblemFiles.open(file)) {
            assertThat(source.size()).isEqualTo(7);
        }
    }

    @Test
    void cutAndDamagedFilesAreToldInOneSentence() throws IOException {
        byte[] whole = Files.readAllBytes(OFFICIAL);
        for (int length = 4; length < whole.length; length += 97) {
            refused(Arrays.copyOf(whole, length));
        }
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length - 60, whole.length - 20, (byte) 0xff);
        refused(damaged);
    }

    private void refused(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("broken.parquet"), content);
        assertThatThrownBy(() -> ProblemFiles.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("Parquet")
                .hasMessageEndingWith(".");
    }
}
