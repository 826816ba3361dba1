package io.github.coconut4j.curriculum.analysis.report;

import io.github.coconut4j.curriculum.analysis.AnalysisReport;
import io.github.coconut4j.curriculum.analysis.ModelAnalysis;
import io.github.coconut4j.curriculum.analysis.PathFigures;
import io.github.coconut4j.curriculum.analysis.ThoughtFigures;
import io.github.coconut4j.curriculum.analysis.ValueFigures;
import io.github.coconut4j.curriculum.analysis.tree.PathOutcome;
import io.github.coconut4j.curriculum.report.ChartStyle;
import java.awt.geom.Ellipse2D;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The charts of an analysis as SVG, models side by side. */
final class AnalysisCharts {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 300;

    /** How often a ranking without any knowledge puts one node above another. */
    private static final OptionalDouble AUC_OF_GUESSING = OptionalDouble.of(0.5);

    private final Map<String, String> all = new LinkedHashMap<>();

    AnalysisCharts(AnalysisReport report) {
        all.put(
                "auc",
                thoughts(report, "auc", ThoughtFigures::auc, share("AUC, frontier against the rest"), AUC_OF_GUESSING));
        all.put(
                "mass",
                thoughts(
                        report,
                        "mass",
                        ThoughtFigures::frontierMass,
                        share("mass on the frontier"),
                        OptionalDouble.empty()));
        all.put(
                "nodes",
                thoughts(
                        report,
                        "nodes",
                        ThoughtFigures::effectiveNodes,
                        new NumberAxis("nodes in play, e^H"),
                        OptionalDouble.empty()));
        for (int i = 0; i < report.models().size(); i++) {
            ModelAnalysis model = report.models().get(i);
            all.put("values-" + (i + 1), values(model, "values-" + (i + 1)));
            all.put("paths-" + (i + 1), paths(model, "paths-" + (i + 1)));
        }
    }

    /** Every chart under its name. */
    Map<String, String> all() {
        return all;
    }

    private static NumberAxis share(String label) {
        NumberAxis axis = ChartStyle.percentAxis(label);
        axis.setRange(0, 1.02);
        return axis;
    }

    private static String thoughts(
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

    private static String values(ModelAnalysis model, String id) {
        XYSeries frontier = new XYSeries("all nodes of the frontier");
        XYSeries top3 = new XYSeries("three best");
        XYSeries top2 = new XYSeries("two best");
        XYSeries top1 = new XYSeries("best");
        for (ValueFigures after : model.values()) {
            frontier.add(after.thoughts(), after.frontier());
            top3.add(after.thoughts(), after.top3());
            top2.add(after.thoughts(), after.top2());
            top1.add(after.thoughts(), after.top1());
        }
        XYSeriesCollection curves = new XYSeriesCollection();
        curves.addSeries(frontier);
        curves.addSeries(top3);
        curves.addSeries(top2);
        curves.addSeries(top1);
        return lines(
                curves, "thoughts before it has to speak", share("value (probability)"), OptionalDouble.empty(), id);
    }

    private static String lines(
            XYSeriesCollection curves, String domain, NumberAxis range, OptionalDouble chance, String id) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < curves.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
            renderer.setSeriesStroke(i, ChartStyle.LINE);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
        }
        NumberAxis axis = new NumberAxis(domain);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        axis.setAutoRangeIncludesZero(false);
        XYPlot plot = new XYPlot(curves, axis, range, renderer);
        ChartStyle.apply(plot);
        ChartStyle.chance(plot, chance);
        return ChartStyle.svg(plot, true, id, WIDTH, HEIGHT);
    }

    private static String paths(ModelAnalysis model, String id) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (PathFigures after : model.paths()) {
            for (PathOutcome outcome : PathOutcome.values()) {
                bars.addValue(after.share(outcome), outcome.words(), after.thoughts() + (after.known() ? "" : " (*)"));
            }
        }
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        for (int i = 0; i < bars.getRowCount(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
        }
        CategoryPlot plot =
                new CategoryPlot(bars, new CategoryAxis("thoughts"), ChartStyle.percentAxis("problems"), renderer);
        plot.getRangeAxis().setRange(0, 1);
        ChartStyle.apply(plot);
        ChartStyle.chance(plot, model.evaluation().chance());
        return ChartStyle.svg(plot, true, id, WIDTH, HEIGHT);
    }
}
