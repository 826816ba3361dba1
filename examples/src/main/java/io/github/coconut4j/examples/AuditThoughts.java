package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.audit;
import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.noise;
import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.strangers;
import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.twins;
import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.zeros;

import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import java.nio.file.Path;

/** Whether the thoughts of a trained model carry its reasoning: they are exchanged with those of twins and strangers, and overwritten. */
public final class AuditThoughts {
    private AuditThoughts() {}

    /**
     * Audits a model.
     *
     * @param model a run or a checkpoint
     * @param out where the page goes
     */
    static AuditReport report(Path model, Path problems, Path out, int pairs) {
        try (ProblemSource source = ProblemFiles.open(problems)) {
            return audit(model)
                    .on(source)
                    .pairs(pairs)
                    .interchange(twins(), twins().thought(1), strangers())
                    .interventions(noise(), zeros(), zeros().thought(1).frozen())
                    .into(out)
                    .run();
        }
    }

    /**
     * Prints what becomes of the answers: {@code AuditThoughts examples/models/coconut test.json}.
     *
     * @param arguments the folder of a run or a checkpoint, and a file of problems
     */
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("AuditThoughts MODEL FILE: the folder of a run or a checkpoint, and problems to ask it");
            return;
        }
        AuditReport report = report(Path.of(arguments[0]), Path.of(arguments[1]), Path.of("audit"), 250);
        System.out.println(report.verdict().words());
        for (InterventionResult result : report.interventions()) {
            System.out.printf(
                    "%-30s %-6s %-9s own %5.1f %%  twin's %5.1f %%%n",
                    result.intervention().words(),
                    result.intervention().scope(),
                    result.intervention().downstream(),
                    100 * result.keeps(),
                    100 * result.follows());
        }
    }
}
