package io.github.coconut4j.curriculum.analysis;

import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks at the thoughts of a model on graph problems, beside controls on the same problems. */
public final class Analysis {
    private final Map<String, TrainedModel> models;
    private final ProblemSource source;
    private final int limit;
    private final int trees;
    private final Consumer<String> progress;

    private Analysis(
            Map<String, TrainedModel> models, ProblemSource source, int limit, int trees, Consumer<String> progress) {
        this.models = models;
        this.source = source;
        this.limit = limit;
        this.trees = trees;
        this.progress = progress;
    }

    /**
     * {@return an analysis of at most 500 problems, a dozen of which are drawn} Models and problems stay open and belong to the caller.
     *
     * @param name of the model, as the report shows it
     * @param model whose thoughts are looked at
     * @param problems of which those with a graph are looked at
     */
    public static Analysis of(String name, TrainedModel model, ProblemSource problems) {
        return new Analysis(new LinkedHashMap<>(Map.of(name, model)), problems, 500, 12, step -> {});
    }

    /**
     * {@return the same with another model beside it}
     *
     * @param name as the report shows it
     * @param control asked the same problems, for instance one without curriculum
     */
    public Analysis beside(String name, TrainedModel control) {
        Map<String, TrainedModel> more = new LinkedHashMap<>(models);
        more.put(name, control);
        return new Analysis(more, source, limit, trees, progress);
    }

    /**
     * {@return the same with at most so many problems}
     *
     * @param atMost 1 or more
     */
    public Analysis problems(int atMost) {
        return new Analysis(models, source, atMost, trees, progress);
    }

    /**
     * {@return the same with so many trees to look at}
     *
     * @param drawn 0 for none
     */
    public Analysis trees(int drawn) {
        return new Analysis(models, source, limit, drawn, progress);
    }

    /**
     * {@return the same, which tells what it is doing}
     *
     * @param listener gets a line for each part of the work
     */
    public Analysis telling(Consumer<String> listener) {
        return new Analysis(models, source, limit, trees, listener);
    }

    /**
     * Looks at all models.
     *
     * @return the figures of all models
     * @throws io.github.coconut4j.curriculum.CurriculumException if no problem has a graph
     * @throws io.github.coconut4j.data.DataException naming file and row if a model cannot be asked one of the problems
     */
    public AnalysisReport run() {
        models.values().forEach(model -> model.requireReadable(source, limit));
        GraphProblems problems = GraphProblems.of(source, limit);
        List<ModelAnalysis> analyses = new ArrayList<>();
        models.forEach((name, model) -> {
            try (ModelView view = new ModelView(name, model, problems, progress)) {
                analyses.add(view.analysis(trees));
            }
        });
        return new AnalysisReport(source.name(), problems.size(), problems.leftOut(), analyses);
    }
}
