package io.github.coconut4j.curriculum.audit.ladder;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.report.ChartStyle;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The picture of a ladder, as SVG: the rungs from above to below, each seed a dot, the interval a bar. */
final class LadderChart {
    private static final int WIDTH = 920;
    private static final int RUNG_HEIGHT = 40;
    private static final int AROUND = 60;

    private LadderChart() {}

    static String of(LadderReport report) {
        XYIntervalSeries intervals = new XYIntervalSeries("interval");
        XYSeries dots = new XYSeries("seeds", false, true);
        for (int i = 0; i < report.rungs().size(); i++) {
            RungResult rung = report.rungs().get(i);
            intervals.add(
                    i,
                    i,
                    i,
                    rung.accuracy(),
                    rung.interval().low(),
                    rung.interval().high());
            for (AnswerCounts seed : rung.seeds()) {
                dots.add(i, seed.accuracy());
            }
        }
        String[] names =
                report.rungs().stream().map(rung -> rung.rung().words()).toArray(String[]::new);
        SymbolAxis rungs = new SymbolAxis(null, names);
        rungs.setGridBandsVisible(false);
        rungs.setInverted(true);
        rungs.setRange(-0.5, names.length - 0.5);
        XYPlot plot = new XYPlot(
                collection(intervals), rungs, ChartStyle.percentAxis("right answers (test)"), intervalRenderer());
        plot.setDataset(1, new XYSeriesCollection(dots));
        plot.setRenderer(1, dotRenderer());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        ChartStyle.apply(plot);
        ChartStyle.chance(plot, report.chance());
        return ChartStyle.figure(plot, false, "ladder", WIDTH, AROUND + RUNG_HEIGHT * names.length);
    }

    private static XYIntervalSeriesCollection collection(XYIntervalSeries series) {
        XYIntervalSeriesCollection collection = new XYIntervalSeriesCollection();
        collection.addSeries(series);
        return collection;
    }

    private static XYErrorRenderer intervalRenderer() {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDefaultShapesVisible(false);
        renderer.setErrorPaint(ChartStyle.page());
        renderer.setErrorStroke(new BasicStroke(1.6f));
        renderer.setCapLength(9);
        return renderer;
    }

    private static XYLineAndShapeRenderer dotRenderer() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesPaint(0, ChartStyle.colour(0));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
        return renderer;
    }
}
