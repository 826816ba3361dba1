package io.github.coconut4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.Verdict;
import io.github.coconut4j.curriculum.audit.dsl.AuditDsl;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemWriter;
import io.github.coconut4j.data.task.GraphSearch;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditThoughtsTest {
    @TempDir
    private Path folder;

    /** Of the model that comes with the program it is known: see docs/audit.md. */
    @Test
    void theShippedModelCarriesItsReasoningInItsThoughts() {
        Path problems = folder.resolve("test.json");
        try (ProblemWriter writer = new ProblemWriter(problems);
                ProblemSource drawn = GraphSearch.graphSearch().hops(4).problems(40, 99)) {
            for (int row = 0; row < 40; row++) {
                writer.write(drawn.problem(0, row));
            }
        }
        AuditReport report = AuditThoughts.report(Path.of("models", "coconut"), problems, folder.resolve("audit"), 40);

        assertThat(report.verdict()).isEqualTo(Verdict.CARRIED);
        assertThat(report.result(AuditDsl.twins()).orElseThrow().follows()).isGreaterThan(0.9);
        assertThat(report.result(AuditDsl.zeros().thought(1).frozen())
                        .orElseThrow()
                        .keeps())
                .isGreaterThan(0.9);
        assertThat(folder.resolve("audit/audit.html")).exists();
    }
}
