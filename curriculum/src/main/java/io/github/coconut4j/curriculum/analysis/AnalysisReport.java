package io.github.coconut4j.curriculum.analysis;

import java.util.List;

/**
 * What an analysis found, model by model.
 *
 * @param data name of the problems
 * @param problems how many were looked at
 * @param leftOut how many were not, for they have no graph
 * @param models the one asked about first, controls behind it
 */
public record AnalysisReport(String data, int problems, int leftOut, List<ModelAnalysis> models) {
    public AnalysisReport {
        models = List.copyOf(models);
    }
}
