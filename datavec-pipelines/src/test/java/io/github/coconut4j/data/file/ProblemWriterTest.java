package io.github.coconut4j.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.ProsQa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemWriterTest {
    private static final int COUNT = 20;

    private final ProblemSource source = ProsQa.prosQa().problems(COUNT, 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.jsonl"})
    void whatIsWrittenIsReadAgain(String name) {
        Path file = write(name);
        try (ProblemSource again = ProblemFiles.open(file)) {
            assertThat(again.size()).isEqualTo(COUNT);
            for (long row = 0; row < COUNT; row++) {
                assertThat(again.problem(0, row)).isEqualTo(source.problem(0, row));
            }
        }
    }

    @Test
    void equalProblemsGiveEqualBytes() throws IOException {
        assertThat(Files.readAllBytes(write("a.json"))).isEqualTo(Files.readAllBytes(write("b.json")));
    }

    @Test
    void everyProblemHasALineOfItsOwn() throws IOException {
        assertThat(Files.readAllLines(write("a.jsonl"))).hasSize(COUNT).allMatch(line -> line.endsWith("}"));
        assertThat(Files.readAllLines(write("a.json")))
                .hasSize(COUNT + 2)
                .startsWith("[")
                .endsWith("]");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> write("none/a.json"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none");
    }

    private Path write(String name) {
        Path file = folder.resolve(name);
        try (ProblemWriter writer = new ProblemWriter(file)) {
            for (long row = 0; row < COUNT; row++) {
                writer.write(source.problem(0, row));
            }
            assertThat(writer.count()).isEqualTo(COUNT);
        }
        return file;
    }
}
