package io.github.coconut4j.curriculum.analysis.report;

import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.HeightFigures;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.ThoughtFigures;
import io.github.coconut4j.curriculum.analysis.ValueFigures;
import io.github.coconut4j.curriculum.analysis.adaptive.StoppingRule;
import io.github.coconut4j.curriculum.report.Chart;
import io.github.coconut4j.curriculum.report.ChartStyle;
import io.github.coconut4j.curriculum.report.Pages;
import java.awt.geom.Ellipse2D;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The charts of an analysis, models side by side. */
final class AnalysisCharts {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 300;
    private static final int POINTS_HEIGHT = 380;

    /** How often a ranking without any knowledge puts one node above another. */
    private static final OptionalDouble AUC_OF_GUESSING = OptionalDouble.of(0.5);

    private static final OptionalDouble NO_CHANCE = OptionalDouble.empty();

    /** How much of what lies behind it a band covers. */
    private static final float BAND = 0.15f;

    /** Of how many problems the thoughts are drawn as points. */
    private static final int POINTS = 50;

    private final Map<String, Chart> all = new LinkedHashMap<>();

    AnalysisCharts(AnalysisReport report) {
        NumberAxis nodes = new NumberAxis("nodes in play, e^H");
        add(thoughts(report, "auc", ThoughtFigures::auc, share("AUC, frontier against the rest"), AUC_OF_GUESSING));
        add(thoughts(report, "mass", ThoughtFigures::frontierMass, share("mass on the frontier"), NO_CHANCE));
        add(thoughts(report, "nodes", ThoughtFigures::effectiveNodes, nodes, NO_CHANCE));
        for (int i = 0; i < report.models().size(); i++) {
            ModelAnalysis model = report.models().get(i);
            add(values(model, "values-" + (i + 1)));
            add(heights(model, "heights-" + (i + 1)));
            add(PathChart.of("paths-" + (i + 1), model.paths()));
            if (!model.adaptive().isEmpty()) {
                add(adaptive(model, "adaptive-" + (i + 1)));
            }
            if (!model.readings().explained().isEmpty()) {
                add(projection(model, "projection-" + (i + 1)));
            }
        }
    }

    private void add(Chart chart) {
        all.put(chart.id(), chart);
    }

    /** Every chart. */
    Collection<Chart> all() {
        return all.values();
    }

    /** A chart for the page; nothing if there is none of this name. */
    String figure(String id) {
        return all.containsKey(id) ? all.get(id).figure() : "";
    }

    private static NumberAxis share(String label) {
        NumberAxis axis = ChartStyle.percentAxis(label);
        axis.setRange(0, 1.02);
        return axis;
    }

    private static Chart thoughts(
            AnalysisReport report,
            String id,
            ToDoubleFunction<ThoughtFigures> figure,
            NumberAxis axis,
            OptionalDouble chance) {
        XYSeriesCollection curves = new XYSeriesCollection();
        for (ModelAnalysis model : report.models()) {
            XYSeries curve = new XYSeries(model.name() + (model.thinks() ? "" : " (control)"));
            model.thoughts().forEach(thought -> curve.add(thought.thought(), figure.applyAsDouble(thought)));
            curves.addSeries(curve);
        }
        return lines(curves, "thought", axis, chance, id);
    }

    /** Four curves, and a band about the best node's: a tenth of the problems lies above it, a tenth below. */
    private static Chart values(ModelAnalysis model, String id) {
        YIntervalSeriesCollection curves = new YIntervalSeriesCollection();
        curves.addSeries(values(model, "all nodes of the frontier", ValueFigures::frontier));
        curves.addSeries(values(model, "three best", ValueFigures::top3));
        curves.addSeries(values(model, "two best", ValueFigures::top2));
        YIntervalSeries best = new YIntervalSeries("best, with a band for eight problems of ten");
        model.values().forEach(after -> best.add(after.thoughts(), after.top1(), after.low(), after.high()));
        curves.addSeries(best);
        DeviationRenderer renderer = new DeviationRenderer(true, true);
        renderer.setAlpha(BAND);
        return lines(curves, renderer, "thoughts before it has to speak", share("value (probability)"), NO_CHANCE, id);
    }

    private static YIntervalSeries values(ModelAnalysis model, String name, ToDoubleFunction<ValueFigures> value) {
        YIntervalSeries curve = new YIntervalSeries(name);
        model.values().forEach(after -> {
            double sum = value.applyAsDouble(after);
            curve.add(after.thoughts(), sum, sum, sum);
        });
        return curve;
    }

    /** Values by height, the nodes that lead to the target and the others, after each k. */
    private static Chart heights(ModelAnalysis model, String id) {
        XYSeriesCollection curves = new XYSeriesCollection();
        Map<Integer, List<HeightFigures>> after = model.heights().stream()
                .collect(Collectors.groupingBy(HeightFigures::thoughts, TreeMap::new, Collectors.toList()));
        after.forEach((thoughts, heights) -> {
            XYSeries leading = new XYSeries("after %d, leads to the target".formatted(thoughts));
            XYSeries astray = new XYSeries("after %d, leads astray".formatted(thoughts));
            heights.forEach(of -> {
                leading.add(of.height(), of.leading());
                astray.add(of.height(), of.astray());
            });
            curves.addSeries(leading);
            curves.addSeries(astray);
        });
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        Chart chart = lines(curves, renderer, "height", share("value (probability)"), NO_CHANCE, id);
        for (int i = 0; i < curves.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i / 2));
            renderer.setSeriesStroke(i, i % 2 == 0 ? ChartStyle.LINE : ChartStyle.BROKEN);
        }
        return chart;
    }

    private static Chart lines(
            XYSeriesCollection curves, String domain, NumberAxis range, OptionalDouble chance, String id) {
        return lines(curves, new XYLineAndShapeRenderer(true, true), domain, range, chance, id);
    }

    private static Chart lines(
            XYDataset curves,
            XYLineAndShapeRenderer renderer,
            String domain,
            NumberAxis range,
            OptionalDouble chance,
            String id) {
        for (int i = 0; i < curves.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
            renderer.setSeriesFillPaint(i, ChartStyle.colour(i));
            renderer.setSeriesStroke(i, ChartStyle.LINE);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
        }
        NumberAxis axis = new NumberAxis(domain);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        axis.setAutoRangeIncludesZero(false);
        XYPlot plot = new XYPlot(curves, axis, range, renderer);
        ChartStyle.apply(plot);
        ChartStyle.chance(plot, chance);
        return new Chart(id, plot, WIDTH, HEIGHT);
    }

    private static Chart adaptive(ModelAnalysis model, String id) {
        XYSeriesCollection curves = new XYSeriesCollection();
        for (StoppingRule rule : StoppingRule.values()) {
            XYSeries curve = new XYSeries(rule.words(), false);
            model.adaptive().stream()
                    .filter(point -> point.rule() == rule)
                    .forEach(point -> curve.add(point.thoughts(), point.accuracy()));
            curves.addSeries(curve);
        }
        return lines(
                curves,
                "thoughts, mean",
                share("right answers"),
                model.evaluation().chance(),
                id);
    }

    /** The thoughts of some problems as points, those of one place in one colour. */
    private static Chart projection(ModelAnalysis model, String id) {
        XYSeriesCollection points = new XYSeriesCollection();
        for (ThoughtFigures thought : model.thoughts()) {
            points.addSeries(new XYSeries("thought " + thought.thought(), false));
        }
        model.readings().problems().stream().limit(POINTS).flatMap(List::stream).forEach(thought -> points.getSeries(
                        thought.thought() - 1)
                .add(thought.projection().get(0), thought.projection().get(1)));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setDrawOutlines(false);
        for (int i = 0; i < points.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
            renderer.setSeriesShape(i, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
        }
        List<Double> explained = model.readings().explained();
        XYPlot plot = new XYPlot(points, component(1, explained), component(2, explained), renderer);
        ChartStyle.apply(plot);
        return new Chart(id, plot, WIDTH, POINTS_HEIGHT);
    }

    private static NumberAxis component(int number, List<Double> explained) {
        return new NumberAxis(
                "component %d (%s of the variance)".formatted(number, Pages.percent(explained.get(number - 1))));
    }
}
