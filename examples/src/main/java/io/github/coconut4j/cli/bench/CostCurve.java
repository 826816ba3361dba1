package io.github.coconut4j.cli.bench;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.report.ChartStyle;
import io.github.coconut4j.model.bench.BenchmarkShape;
import io.github.coconut4j.model.bench.Quantity;
import io.github.coconut4j.model.bench.StepBenchmark;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.awt.geom.Ellipse2D;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How the time of a training step grows with one quantity, and how its arithmetic does.
 *
 * @param varied the quantity
 * @param points in the order they were measured
 */
record CostCurve(Quantity varied, List<Point> points) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;

    /**
     * One value of the quantity.
     *
     * @param stepSeconds median of a training step
     * @param gigaflop arithmetic in the matrix products of a step
     * @param planBytes intermediate values
     */
    record Point(int value, double stepSeconds, double gigaflop, long planBytes) {}

    /** Measures one value after the other. */
    static CostCurve measure(
            Quantity varied,
            List<Integer> values,
            BenchmarkShape shape,
            ExecutorOptions options,
            Duration warmUp,
            int runs) {
        List<Point> points = new ArrayList<>();
        for (int value : values) {
            try (StepBenchmark benchmark = new StepBenchmark(varied.in(shape, value), options)) {
                benchmark.warmUp(warmUp);
                points.add(new Point(value, benchmark.stepSeconds(runs), benchmark.gigaflop(), benchmark.planBytes()));
            }
        }
        return new CostCurve(varied, points);
    }

    /** Seconds the arithmetic of a point takes at the rate of the first one. */
    private double byArithmetic(Point point) {
        Point first = points.get(0);
        return first.stepSeconds() * point.gigaflop() / first.gigaflop();
    }

    List<String> lines() {
        Table table = new Table(varied.toString(), "step", "arithmetic", "rate", "by arithmetic alone", "memory");
        for (Point point : points) {
            table.add(
                    Integer.toString(point.value()),
                    "%.4f s".formatted(point.stepSeconds()),
                    Figures.of(point.gigaflop()) + " GFLOP",
                    Figures.of(point.gigaflop() / point.stepSeconds()) + " GFLOP/s",
                    "%.4f s".formatted(byArithmetic(point)),
                    Figures.mebibytes(point.planBytes()));
        }
        return table.lines();
    }

    /** The curve as an SVG file: measured, and what the arithmetic alone would take. */
    String svg() {
        XYSeries measured = new XYSeries("measured");
        XYSeries arithmetic = new XYSeries("arithmetic, at the rate of the first point");
        for (Point point : points) {
            measured.add(point.value(), 1000 * point.stepSeconds());
            arithmetic.add(point.value(), 1000 * byArithmetic(point));
        }
        XYSeriesCollection curves = new XYSeriesCollection(measured);
        curves.addSeries(arithmetic);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < curves.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
            renderer.setSeriesStroke(i, ChartStyle.LINE);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
        }
        NumberAxis across = new NumberAxis(varied.toString());
        across.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        across.setAutoRangeIncludesZero(true);
        NumberAxis up = new NumberAxis("training step (ms)");
        up.setAutoRangeIncludesZero(true);
        XYPlot plot = new XYPlot(curves, across, up, renderer);
        ChartStyle.apply(plot);
        return ChartStyle.svg(plot, true, "cost-" + varied, WIDTH, HEIGHT)
                .replace("currentColor", "#808080"); // a file of its own has no page whose colour it could take
    }
}
