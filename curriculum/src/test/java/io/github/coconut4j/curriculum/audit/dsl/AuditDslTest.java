package io.github.coconut4j.curriculum.audit.dsl;

import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.audit;
import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.noise;
import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.twins;
import static io.github.coconut4j.curriculum.audit.dsl.AuditDsl.zeros;
import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.intervention.Intervention.Downstream;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Scope;
import io.github.coconut4j.curriculum.experiment.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditDslTest {
    @TempDir
    private static Path folder;

    private static Run run;

    @BeforeAll
    static void train() {
        run = experiment("tiny")
                .data(graphSearch().hops(2).problemsPerEpoch(32))
                .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
                .methods(coconut().specialMarkers(false), cot())
                .curriculum(stages(2).epochs(1, 1, 1))
                .optimizer(adamW(1e-2))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(8).testProblems(12).maxNewTokens(6))
                .train(folder.resolve("run"));
    }

    @Test
    void anAuditIsOneSentence() {
        AuditReport report = audit(run)
                .settings(new AuditSettings(100, 0, false, 8, 6))
                .interchange(twins())
                .interventions(noise(), zeros().thought(2).frozen())
                .into(folder.resolve("audit"))
                .run();

        assertThat(report.method()).isEqualTo("coconut");
        assertThat(report.twins().orElseThrow().pairs())
                .as("the run's own test problems")
                .isEqualTo(12);
        assertThat(report.result(zeros().thought(2).frozen())).isPresent();
        assertThat(report.interventions())
                .extracting(InterventionResult::intervention)
                .hasSize(4);
        assertThat(folder.resolve("audit/audit.html")).exists();
        assertThat(audit(run, "cot").pairs(3).run().thoughts()).isZero();
    }

    @Test
    void wordsCountThoughtsFromOne() {
        assertThat(twins().thought(2).scope()).isEqualTo(Scope.one(1));
        assertThat(twins().upTo(2).scope()).isEqualTo(new Scope(0, 2));
        assertThat(twins().from(2).scope()).hasToString("from 2");
        assertThat(twins().scope()).isEqualTo(Scope.ALL);
        assertThat(twins().downstream()).isEqualTo(Downstream.REROLLED);
        assertThat(twins().frozen().downstream()).isEqualTo(Downstream.FROZEN);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> audit(run).interchange(noise()))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("needs somebody's thoughts");
        assertThatThrownBy(() -> audit(folder.resolve("run/coconut/checkpoints/epoch-0003"))
                        .run())
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("say on(problems)");
        Run others = new Run(run.folder(), List.of(run.result("cot"), run.result("cot")), run.report());
        assertThatThrownBy(() -> audit(others))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("Which method");
    }
}
