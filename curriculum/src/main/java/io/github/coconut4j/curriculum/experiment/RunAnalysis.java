package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.analysis.Analysis;
import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@link Analysis} of a finished experiment: of one of its methods, with all others as controls, on the experiment's own test problems. Opens and closes the models
 * itself.
 *
 * <p>Creating one throws {@link IllegalArgumentException} if the method was not trained.
 *
 * @param run the experiment
 * @param method whose thoughts are looked at
 * @param problems at most so many
 * @param trees so many searches are kept to be drawn
 */
public record RunAnalysis(Run run, String method, int problems, int trees) {
    public RunAnalysis {
        run.result(method);
    }

    /**
     * {@return the same of another method}
     *
     * @param other one that was trained
     */
    public RunAnalysis of(String other) {
        return new RunAnalysis(run, other, problems, trees);
    }

    /**
     * {@return the same with at most so many problems}
     *
     * @param atMost 1 or more
     */
    public RunAnalysis problems(int atMost) {
        return new RunAnalysis(run, method, atMost, trees);
    }

    /**
     * {@return the same with so many trees to look at}
     *
     * @param drawn 0 for none
     */
    public RunAnalysis trees(int drawn) {
        return new RunAnalysis(run, method, problems, drawn);
    }

    /**
     * {@return the figures of all models}
     *
     * @throws CurriculumException if the test problems have no graph
     */
    public AnalysisReport report() {
        List<TrainedModel> opened = new ArrayList<>();
        Experiment experiment = Experiment.load(new RunFolder(folder(method)).config(), List.of());
        try (ProblemSets sets = experiment.data().open(experiment.seed(), experiment.evaluation())) {
            Analysis analysis = Analysis.of(method, open(method, opened), sets.test())
                    .problems(problems)
                    .trees(trees);
            for (RunResult control : run.results()) {
                if (!control.method().equals(method)) {
                    analysis = analysis.beside(control.method(), open(control.method(), opened));
                }
            }
            return analysis.run();
        } finally {
            opened.forEach(TrainedModel::close);
        }
    }

    private TrainedModel open(String name, List<TrainedModel> opened) {
        TrainedModel model = TrainedModel.open(folder(name));
        opened.add(model);
        return model;
    }

    /** An experiment of one method lies in its folder, of several in a folder for each. */
    private Path folder(String name) {
        return run.results().size() == 1 ? run.folder() : run.folder().resolve(name);
    }
}
