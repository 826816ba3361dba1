package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.analysis;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.experiment.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeeItThinkTest {
    @TempDir
    private Path folder;

    @Test
    void looksAtTheExperimentsOwnTestProblems() {
        Run run = experiment("tiny")
                .data(graphSearch().hops(2).problemsPerEpoch(128))
                .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
                .methods(coconut().specialMarkers(false), cot())
                .curriculum(stages(2).epochs(1, 1, 1))
                .optimizer(adamW(1e-2))
                .evaluation(evaluation().validationProblems(8).testProblems(24).maxNewTokens(64))
                .train(folder.resolve("run"));

        AnalysisReport report = SeeItThink.report(run);

        assertThat(report.models()).extracting(ModelAnalysis::name).containsExactly("coconut", "cot");
        for (ModelAnalysis model : report.models()) {
            assertThat(model.evaluation().right())
                    .isEqualTo(run.result(model.name()).test().right());
            assertThat(model.evaluation().problems()).isEqualTo(24);
            assertThat(model.trees()).hasSize(6);
        }
        assertThat(report.models().get(0).adaptive()).isNotEmpty();
        assertThat(report.models().get(1).adaptive()).isEmpty();
        assertThat(analysis(run).of("cot").problems(5).report().models().get(0).name())
                .isEqualTo("cot");
        assertThatThrownBy(() -> analysis(run).of("icot")).hasMessageContaining("icot");
    }
}
