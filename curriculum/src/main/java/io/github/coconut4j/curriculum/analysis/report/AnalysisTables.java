package io.github.coconut4j.curriculum.analysis.report;

import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.HeightFigures;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.PathFigures;
import io.github.coconut4j.curriculum.analysis.ThoughtFigures;
import io.github.coconut4j.curriculum.analysis.ValueFigures;
import io.github.coconut4j.curriculum.analysis.adaptive.AdaptivePoint;
import io.github.coconut4j.curriculum.analysis.reading.ScoredToken;
import io.github.coconut4j.curriculum.analysis.reading.ThoughtReading;
import io.github.coconut4j.curriculum.analysis.tree.PathOutcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The numbers of an analysis as CSV (RFC 4180); what is not known is empty. */
final class AnalysisTables {
    private AnalysisTables() {}

    /** The figures of each thought. */
    static String thoughts(AnalysisReport report) {
        StringBuilder csv =
                new StringBuilder("model,thinks,thought,auc,frontier_mass,effective_nodes,dominance,norm,cosine\n");
        for (ModelAnalysis model : report.models()) {
            for (ThoughtFigures thought : model.thoughts()) {
                csv.append(line(
                        Stream.of(quoted(model.name()), model.thinks(), thought.thought()),
                        thought.auc(),
                        thought.frontierMass(),
                        thought.effectiveNodes(),
                        thought.dominance(),
                        thought.norm(),
                        thought.cosine()));
            }
        }
        return csv.toString();
    }

    /** Values of the nodes that could rightly be named after k thoughts. */
    static String values(AnalysisReport report) {
        StringBuilder csv = new StringBuilder("model,thoughts,frontier,top1,top2,top3,top1_low,top1_high\n");
        for (ModelAnalysis model : report.models()) {
            for (ValueFigures after : model.values()) {
                csv.append(line(
                        Stream.of(quoted(model.name()), after.thoughts()),
                        after.frontier(),
                        after.top1(),
                        after.top2(),
                        after.top3(),
                        after.low(),
                        after.high()));
            }
        }
        return csv.toString();
    }

    /** The same by height. */
    static String heights(AnalysisReport report) {
        StringBuilder csv = new StringBuilder("model,thoughts,height,nodes,leading,astray\n");
        for (ModelAnalysis model : report.models()) {
            for (HeightFigures of : model.heights()) {
                csv.append(line(
                        Stream.of(quoted(model.name()), of.thoughts(), of.height(), of.nodes()),
                        of.leading(),
                        of.astray()));
            }
        }
        return csv.toString();
    }

    /** Numbers of problems in each class of what was written after k thoughts. */
    static String paths(AnalysisReport report) {
        StringBuilder csv = new StringBuilder(Stream.of(PathOutcome.values())
                .map(AnalysisTables::key)
                .collect(Collectors.joining(",", "model,thoughts,known,", "\n")));
        for (ModelAnalysis model : report.models()) {
            for (PathFigures after : model.paths()) {
                csv.append(line(Stream.concat(
                        Stream.of(quoted(model.name()), after.thoughts(), after.known()),
                        Stream.of(PathOutcome.values())
                                .map(outcome -> after.outcomes().getOrDefault(outcome, 0)))));
            }
        }
        return csv.toString();
    }

    private static String key(PathOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** What stopping early comes to. */
    static String adaptive(AnalysisReport report) {
        StringBuilder csv = new StringBuilder("model,rule,threshold,thoughts,accuracy\n");
        for (ModelAnalysis model : report.models()) {
            for (AdaptivePoint point : model.adaptive()) {
                csv.append(line(
                        Stream.of(quoted(model.name()), point.rule().name().toLowerCase(Locale.ROOT)),
                        point.threshold(),
                        point.thoughts(),
                        point.accuracy()));
            }
        }
        return csv.toString();
    }

    /** The reading of each thought of each problem, a line for each token it says and, beside it, each one it lies near. */
    static String readings(AnalysisReport report) {
        StringBuilder csv = new StringBuilder(
                "model,problem,thought,rank,says,nearest,probability,cosine_to_nearest,norm,cosine,component_1,component_2\n");
        for (ModelAnalysis model : report.models()) {
            List<List<ThoughtReading>> problems = model.readings().problems();
            for (int problem = 0; problem < problems.size(); problem++) {
                for (ThoughtReading thought : problems.get(problem)) {
                    reading(csv, model.name(), problem + 1, thought);
                }
            }
        }
        return csv.toString();
    }

    private static void reading(StringBuilder csv, String model, int problem, ThoughtReading thought) {
        List<Double> at = thought.projection();
        for (int rank = 0; rank < thought.says().size(); rank++) {
            ScoredToken says = thought.says().get(rank);
            ScoredToken nearest = thought.nearest().get(rank);
            csv.append(line(
                    Stream.of(
                            quoted(model),
                            problem,
                            thought.thought(),
                            rank + 1,
                            quoted(says.text()),
                            quoted(nearest.text())),
                    says.score(),
                    nearest.score(),
                    thought.norm(),
                    thought.cosine(),
                    at.isEmpty() ? Double.NaN : at.get(0),
                    at.isEmpty() ? Double.NaN : at.get(1)));
        }
    }

    private static String line(Stream<Object> words, double... numbers) {
        return Stream.concat(
                        words,
                        DoubleStream.of(numbers)
                                .mapToObj(number ->
                                        Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.6f", number)))
                .map(String::valueOf)
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
