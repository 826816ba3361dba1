package io.github.coconut4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.file.ProblemWriter;
import io.github.coconut4j.data.stage.Batches;
import io.github.coconut4j.data.task.ProsQa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class DataExamplesTest {
    @TempDir
    private Path folder;

    @Test
    void readsProblemsAndLeavesBrokenRowsOut() throws IOException, InterruptedException {
        Path file = folder.resolve("problems.jsonl");
        try (ProblemWriter writer = new ProblemWriter(file)) {
            for (int row = 0; row < 10; row++) {
                writer.write(ProsQa.prosQa().hops(3, 3).problems(10, 1).problem(0, row));
            }
        }
        Files.writeString(file, "not a problem\n", StandardOpenOption.APPEND);
        SkippedRows skipped = new SkippedRows();

        assertThat(ReadProblems.run(file, skipped)).isEqualTo(Map.of(3, 10));
        assertThat(skipped.count()).isEqualTo(1);
    }

    @Test
    void generatesProblemsWithAndWithoutShortcuts() {
        assertThat(GenerateProblems.run(false, 400)).isGreaterThan(0.85);
        assertThat(GenerateProblems.run(true, 400)).isLessThan(0.6);
    }

    @Test
    void stagesProblemsThroughAJsonTransform() throws IOException {
        MultiDataSet batch = StageProblems.run(folder, 3);

        // 20 edges, "?", two candidates, ":", root, two markers, two thoughts, two steps left, "###", answer, end
        assertThat(batch.getFeatures(Batches.INPUT_IDS).shape()).containsExactly(3, 25 + 4 + 2 + 3);
        assertThat(batch.getLabels(0).getRow(0).toIntVector())
                .endsWith(batch.getFeatures(0).getInt(0, 33));
    }
}
