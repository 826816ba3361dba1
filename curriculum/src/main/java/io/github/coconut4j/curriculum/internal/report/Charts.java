package io.github.coconut4j.curriculum.internal.report;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Interval;
import io.github.coconut4j.curriculum.report.ChartStyle;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The charts of a report, as SVG. */
final class Charts {
    private static final int WIDTH = 920;
    private static final int CURVE_HEIGHT = 340;
    private static final int BAR_HEIGHT = 64;
    private static final int LOSS_POINTS = 300;

    private Charts() {}

    /** Accuracy on the validation problems along the training, one curve a method, over bands for the stages. */
    static String accuracy(List<MethodHistory> methods) {
        XYSeriesCollection curves = new XYSeriesCollection();
        for (MethodHistory method : methods) {
            XYSeries curve = new XYSeries(method.method());
            method.evaluations().forEach(point -> curve.add((double) point.step(), point.accuracy()));
            curves.addSeries(curve);
        }
        return curves(
                methods,
                curves,
                ChartStyle.percentAxis("right answers (validation)"),
                true,
                chance(methods),
                "accuracy");
    }

    /** Training loss, averaged over short stretches; the fall of the first steps is cut off, to show the rest. */
    static String loss(List<MethodHistory> methods) {
        XYSeriesCollection curves = new XYSeriesCollection();
        for (MethodHistory method : methods) {
            XYSeries curve = new XYSeries(method.method());
            method.smoothLoss(LOSS_POINTS).forEach(step -> curve.add((double) step.step(), step.loss()));
            curves.addSeries(curve);
        }
        NumberAxis axis = new NumberAxis("loss per token (nats)");
        methods.stream()
                .flatMap(method -> method.smoothLoss(LOSS_POINTS).stream().skip(LOSS_POINTS / 50))
                .mapToDouble(MethodHistory.Step::loss)
                .max()
                .ifPresent(highest -> axis.setRange(0, 1.1 * highest));
        return curves(methods, curves, axis, false, OptionalDouble.empty(), "loss");
    }

    /** Accuracy on the test problems, a bar with its 95 % interval for each finished method. */
    static String bars(List<MethodHistory> methods) {
        List<MethodHistory> finished =
                methods.stream().filter(method -> method.result().isPresent()).toList();
        XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
        XYIntervalSeriesCollection intervals = new XYIntervalSeriesCollection();
        XYBarRenderer barRenderer = barRenderer();
        XYErrorRenderer intervalRenderer = intervalRenderer();
        for (int i = 0; i < finished.size(); i++) {
            Evaluation test = finished.get(i).result().orElseThrow().test();
            Interval interval = test.interval();
            XYIntervalSeries bar = new XYIntervalSeries(finished.get(i).method());
            bar.add(i, i - 0.3, i + 0.3, test.accuracy(), 0, test.accuracy());
            bars.addSeries(bar);
            barRenderer.setSeriesPaint(i, ChartStyle.colour(methods.indexOf(finished.get(i))));
            XYIntervalSeries range = new XYIntervalSeries(finished.get(i).method());
            range.add(i, i, i, test.accuracy(), interval.low(), interval.high());
            intervals.addSeries(range);
            intervalRenderer.setSeriesPaint(i, ChartStyle.page());
        }
        String[] names = finished.stream().map(MethodHistory::method).toArray(String[]::new);
        SymbolAxis methodAxis = new SymbolAxis(null, names);
        methodAxis.setGridBandsVisible(false);
        methodAxis.setInverted(true);
        XYPlot plot = new XYPlot(bars, methodAxis, ChartStyle.percentAxis("right answers (test)"), barRenderer);
        plot.setDataset(1, intervals);
        plot.setRenderer(1, intervalRenderer);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        ChartStyle.apply(plot);
        ChartStyle.chance(
                plot,
                finished.stream()
                        .map(method -> method.result().orElseThrow().test().chance())
                        .flatMapToDouble(OptionalDouble::stream)
                        .findFirst());
        return ChartStyle.figure(plot, false, "bars", WIDTH, BAR_HEIGHT * (finished.size() + 1));
    }

    /** Accuracy of one run along its training, over the band it was expected in at the end of each stage. */
    static String band(MethodHistory run, List<BandPage.Row> rows, int place) {
        XYSeries curve = new XYSeries("this run");
        run.evaluations().forEach(point -> curve.add((double) point.step(), point.accuracy()));
        XYIntervalSeries band = new XYIntervalSeries("expected");
        for (MethodHistory.Step end : run.stageEnds()) {
            double at = (double) end.step();
            rows.stream()
                    .filter(row -> row.stage() == end.stage())
                    .forEach(row -> band.add(at, at, at, row.mean(), row.low(), row.high()));
        }
        XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, true);
        line.setSeriesPaint(0, ChartStyle.colour(place));
        line.setSeriesStroke(0, ChartStyle.LINE);
        line.setSeriesShape(0, new Ellipse2D.Double(-3, -3, 6, 6));
        NumberAxis steps = ChartStyle.stepsAxis(0);
        XYPlot plot = new XYPlot(new XYSeriesCollection(curve), steps, ChartStyle.percentAxis("right answers"), line);
        XYIntervalSeriesCollection bands = new XYIntervalSeriesCollection();
        bands.addSeries(band);
        plot.setDataset(1, bands);
        plot.setRenderer(1, bandRenderer(place));
        ChartStyle.apply(plot);
        addStages(plot, run);
        ChartStyle.chance(plot, chance(List.of(run)));
        return ChartStyle.figure(plot, true, "band-" + place, WIDTH, CURVE_HEIGHT);
    }

    private static DeviationRenderer bandRenderer(int place) {
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setSeriesPaint(0, ChartStyle.page());
        renderer.setSeriesFillPaint(0, ChartStyle.colour(place));
        renderer.setAlpha(0.22f);
        renderer.setSeriesStroke(0, ChartStyle.BROKEN);
        return renderer;
    }

    /** Known where every problem has two options; all methods of an experiment are asked the same ones. */
    private static OptionalDouble chance(List<MethodHistory> methods) {
        return methods.stream()
                .map(MethodHistory::chance)
                .flatMapToDouble(OptionalDouble::stream)
                .findFirst();
    }

    private static String curves(
            List<MethodHistory> methods,
            XYSeriesCollection curves,
            NumberAxis axis,
            boolean dots,
            OptionalDouble chance,
            String id) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, dots);
        for (int i = 0; i < methods.size(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
            renderer.setSeriesStroke(i, ChartStyle.LINE);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
        }
        NumberAxis steps = ChartStyle.stepsAxis(0);
        XYPlot plot = new XYPlot(curves, steps, axis, renderer);
        ChartStyle.apply(plot);
        methods.stream()
                .max(Comparator.comparingInt(method -> method.steps().size()))
                .ifPresent(longest -> addStages(plot, longest));
        ChartStyle.chance(plot, chance);
        return ChartStyle.figure(plot, true, id, WIDTH, CURVE_HEIGHT);
    }

    private static void addStages(XYPlot plot, MethodHistory method) {
        double start = 0;
        for (MethodHistory.Step end : method.stageEnds()) {
            IntervalMarker band = new IntervalMarker(start, end.step());
            band.setPaint(end.stage() % 2 == 0 ? ChartStyle.BAND : ChartStyle.NOTHING);
            band.setOutlinePaint(null);
            band.setAlpha(1);
            band.setLabel("stage " + end.stage());
            band.setLabelFont(ChartStyle.SMALL);
            band.setLabelPaint(ChartStyle.page());
            band.setLabelBackgroundColor(ChartStyle.NOTHING);
            band.setLabelAnchor(RectangleAnchor.TOP);
            band.setLabelTextAnchor(TextAnchor.TOP_CENTER);
            plot.addDomainMarker(band, Layer.BACKGROUND);
            start = end.step();
        }
    }

    private static XYBarRenderer barRenderer() {
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setUseYInterval(true);
        renderer.setShadowVisible(false);
        renderer.setBarPainter(new StandardXYBarPainter());
        return renderer;
    }

    private static XYErrorRenderer intervalRenderer() {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDrawYError(true);
        renderer.setDefaultShapesVisible(false);
        renderer.setCapLength(9);
        renderer.setErrorPaint(ChartStyle.page());
        renderer.setErrorStroke(new BasicStroke(1.6f));
        return renderer;
    }
}
