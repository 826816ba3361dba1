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

import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.ThoughtFigures;
import io.github.coconut4j.curriculum.analysis.report.AnalysisFiles;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Run;
import java.nio.file.Path;

/** Trains a small Coconut and its CoT control, and looks at what each thought holds. */
public final class SeeItThink {
    private SeeItThink() {}

    /**
     * Trains, looks, and leaves the page beside the models.
     *
     * @param arguments the folder they are written to
     */
    public static void main(String[] arguments) {
        if (arguments.length < 1) {
            System.err.println("SeeItThink FOLDER: the folder the models and the page are written to");
            return;
        }
        Path folder = Path.of(arguments[0]);
        Experiment small = experiment("see-it-think")
                .data(graphSearch().hops(2).problemsPerEpoch(8000))
                .model(gpt2().layers(2).width(32).heads(4).positions(32).initStd(0.1))
                .methods(coconut().specialMarkers(false), cot())
                .curriculum(stages(2).epochs(1, 1, 2).resetOptimizer())
                .optimizer(adamW(3e-3).betas(0.9, 0.95))
                .batchSize(64)
                .evaluation(
                        evaluation().validationProblems(100).testProblems(200).maxNewTokens(8));
        AnalysisReport report = report(small.train(folder));
        for (ModelAnalysis model : report.models()) {
            for (ThoughtFigures thought : model.thoughts()) {
                System.out.printf(
                        "%-8s thought %d: AUC %.2f, %.1f nodes in play%n",
                        model.name(), thought.thought(), thought.auc(), thought.effectiveNodes());
            }
        }
        AnalysisFiles.in(folder.resolve("analysis")).write(report);
    }

    static AnalysisReport report(Run run) {
        return analysis(run).of("coconut").problems(200).trees(6).report();
    }
}
