package io.github.coconut4j.tuning.internal.report;

import io.github.coconut4j.curriculum.report.ChartStyle;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.space.Parameter;
import io.github.coconut4j.tuning.space.Scale;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The charts of a sweep, as SVG. Candidates have the colour of their value of the first parameter. */
final class SweepCharts {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 380;
    private static final int SMALL_WIDTH = 440;
    private static final int SMALL_HEIGHT = 260;
    private static final int BAR_HEIGHT = 44;
    private static final Shape DOT = new Ellipse2D.Double(-5, -5, 10, 10);
    private static final Shape POINT = new Ellipse2D.Double(-2, -2, 4, 4);
    /** Share of a range that is free at both ends of its axis. */
    private static final double MARGIN = 0.06;

    private static final Shape SMALL_DOT = new Ellipse2D.Double(-4, -4, 8, 8);

    private SweepCharts() {}

    /** Accuracy against thinking tokens, and the line of those that no other candidate beats in both. */
    static String pareto(List<Pareto.Point> points, Groups colours, OptionalDouble chance) {
        XYSeriesCollection dots = grouped(colours);
        points.forEach(point -> dots.getSeries(colours.of(point.candidate())).add(point.tokens(), point.accuracy()));
        XYPlot plot = new XYPlot(
                dots,
                axis("thinking tokens: thoughts + written"),
                ChartStyle.percentAxis("right answers (test)"),
                dots(colours, DOT));
        List<Pareto.Point> front = Pareto.front(points);
        XYSeries line = new XYSeries("best for its tokens", false);
        front.forEach(point -> line.add(point.tokens(), point.accuracy()));
        XYLineAndShapeRenderer frontRenderer = new XYLineAndShapeRenderer(true, false);
        frontRenderer.setSeriesPaint(0, ChartStyle.page());
        frontRenderer.setSeriesStroke(0, new BasicStroke(1.4f));
        plot.setDataset(1, new XYSeriesCollection(line));
        plot.setRenderer(1, frontRenderer);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
        front.forEach(point -> plot.addAnnotation(label(point)));
        ChartStyle.apply(plot);
        ChartStyle.chance(plot, chance);
        plot.setFixedLegendItems(legend(colours, true));
        return ChartStyle.figure(plot, true, "pareto", WIDTH, HEIGHT);
    }

    /**
     * The score of every finished candidate against its value of one parameter: of a list, value beside value; of a range, along its scale.
     *
     * @param place of the parameter among the settings
     * @param chance score of guessing, where that is known
     */
    static String scatter(
            Parameter parameter, int place, List<Standing> finished, Groups colours, OptionalDouble chance) {
        Groups groups = Groups.of(place, finished);
        XYSeriesCollection dots = grouped(colours);
        finished.forEach(standing -> {
            int number = standing.candidate().number();
            Object value = standing.candidate().settings().get(place).value();
            dots.getSeries(colours.of(number))
                    .add(
                            parameter.values() != null ? groups.of(number) : ((Number) value).doubleValue(),
                            standing.score().orElseThrow().doubleValue());
        });
        ValueAxis values = parameter.values() != null ? named(groups) : along(parameter);
        XYPlot plot = new XYPlot(dots, values, scores(finished, chance), dots(colours, SMALL_DOT));
        ChartStyle.apply(plot);
        ChartStyle.chance(plot, chance);
        return ChartStyle.figure(
                plot, false, "scatter-" + parameter.key().replace('.', '-'), SMALL_WIDTH, SMALL_HEIGHT);
    }

    private static ValueAxis named(Groups groups) {
        SymbolAxis values = new SymbolAxis(groups.key(), groups.labels().toArray(String[]::new));
        values.setGridBandsVisible(false);
        values.setRange(-0.5, groups.labels().size() - 0.5);
        return values;
    }

    private static ValueAxis along(Parameter range) {
        double from = range.from().doubleValue();
        double to = range.to().doubleValue();
        if (range.scale() == Scale.LOG) {
            LogAxis axis = new LogAxis(range.key());
            double margin = Math.pow(to / from, MARGIN);
            axis.setRange(from / margin, to * margin);
            axis.setNumberFormatOverride(
                    new DecimalFormat("0.########", DecimalFormatSymbols.getInstance(Locale.ROOT)));
            return axis;
        }
        NumberAxis axis = new NumberAxis(range.key());
        double margin = Math.max(to - from, 1e-12) * MARGIN;
        axis.setRange(from - margin, to + margin);
        if (range.scale() == null) {
            axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        }
        return axis;
    }

    /** Validation accuracy along the training, a curve for each candidate. */
    static String curves(List<Curve> curves, Groups colours, OptionalDouble chance) {
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (Curve curve : curves) {
            XYSeries line = new XYSeries(curve.candidate());
            curve.points().forEach(point -> line.add((double) point.step(), point.accuracy()));
            renderer.setSeriesPaint(lines.getSeriesCount(), ChartStyle.colour(colours.of(curve.candidate())));
            renderer.setSeriesStroke(lines.getSeriesCount(), new BasicStroke(1.6f));
            renderer.setSeriesShape(lines.getSeriesCount(), POINT);
            lines.addSeries(line);
        }
        NumberAxis steps = ChartStyle.stepsAxis(0.02);
        XYPlot plot = new XYPlot(lines, steps, ChartStyle.percentAxis("right answers (validation)"), renderer);
        ChartStyle.apply(plot);
        ChartStyle.chance(plot, chance);
        plot.setFixedLegendItems(legend(colours, false));
        return ChartStyle.figure(plot, true, "curves", WIDTH, HEIGHT);
    }

    /** The share of the scores' variance that each parameter explains. */
    static String importance(Map<String, Double> shares) {
        XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setUseYInterval(true);
        renderer.setShadowVisible(false);
        renderer.setBarPainter(new StandardXYBarPainter());
        List<String> keys = new ArrayList<>();
        shares.forEach((key, share) -> {
            int place = keys.size();
            XYIntervalSeries bar = new XYIntervalSeries(key);
            bar.add(place, place - 0.3, place + 0.3, share, 0, share);
            bars.addSeries(bar);
            renderer.setSeriesPaint(place, ChartStyle.colour(0));
            keys.add(key);
        });
        SymbolAxis names = new SymbolAxis(null, keys.toArray(String[]::new));
        names.setGridBandsVisible(false);
        names.setInverted(true);
        names.setRange(-0.6, keys.size() - 0.4);
        XYPlot plot = new XYPlot(bars, names, ChartStyle.percentAxis("share of the scores' variance"), renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        ChartStyle.apply(plot);
        return ChartStyle.figure(plot, false, "importance", WIDTH, 60 + BAR_HEIGHT * keys.size());
    }

    private static XYSeriesCollection grouped(Groups colours) {
        XYSeriesCollection series = new XYSeriesCollection();
        colours.labels().forEach(label -> series.addSeries(new XYSeries(label, false, true)));
        return series;
    }

    private static XYLineAndShapeRenderer dots(Groups colours, Shape shape) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        for (int group = 0; group < colours.labels().size(); group++) {
            renderer.setSeriesPaint(group, ChartStyle.colour(group));
            renderer.setSeriesShape(group, shape);
        }
        return renderer;
    }

    private static LegendItemCollection legend(Groups colours, boolean front) {
        LegendItemCollection items = new LegendItemCollection();
        for (int group = 0; group < colours.labels().size(); group++) {
            items.add(new LegendItem(
                    colours.key() + " " + colours.labels().get(group),
                    null,
                    null,
                    null,
                    SMALL_DOT,
                    ChartStyle.colour(group)));
        }
        if (front) {
            items.add(new LegendItem(
                    "best for its tokens",
                    null,
                    null,
                    null,
                    new Rectangle2D.Double(-7, -0.7, 14, 1.4),
                    ChartStyle.page()));
        }
        return items;
    }

    private static XYTextAnnotation label(Pareto.Point point) {
        XYTextAnnotation label = new XYTextAnnotation("  " + point.candidate() + " ", point.tokens(), point.accuracy());
        label.setFont(ChartStyle.SMALL);
        label.setPaint(ChartStyle.page());
        label.setTextAnchor(TextAnchor.TOP_LEFT);
        return label;
    }

    private static ValueAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setAutoRangeIncludesZero(true);
        axis.setUpperMargin(0.08);
        return axis;
    }

    /** Around the scores, and that of guessing where it is known. */
    private static NumberAxis scores(List<Standing> finished, OptionalDouble chance) {
        DoubleSummaryStatistics all = DoubleStream.concat(
                        finished.stream()
                                .mapToDouble(standing -> standing.score().orElseThrow()),
                        chance.stream())
                .summaryStatistics();
        double margin = Math.max(0.01, MARGIN * (all.getMax() - all.getMin()));
        NumberAxis axis = ChartStyle.percentAxis("score");
        axis.setRange(all.getMin() - margin, all.getMax() + 2 * margin); // above the highest line stands its name
        NumberFormat percent = NumberFormat.getPercentInstance(Locale.ROOT);
        percent.setMaximumFractionDigits(1);
        axis.setNumberFormatOverride(percent);
        return axis;
    }
}
