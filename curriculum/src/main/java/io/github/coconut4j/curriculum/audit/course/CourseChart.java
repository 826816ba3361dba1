package io.github.coconut4j.curriculum.audit.course;

import io.github.coconut4j.curriculum.audit.TwinConsistency;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.report.ChartStyle;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Accuracy and faithfulness along the training, as SVG. */
final class CourseChart {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 340;

    private CourseChart() {}

    static String of(List<CoursePoint> points) {
        XYSeriesCollection curves = new XYSeriesCollection();
        add(curves, "right", points, point -> Optional.of(point.report().clean().accuracy()));
        add(curves, "follow the twin's thoughts", points, point -> point.exchange()
                .map(InterventionResult::follows));
        add(curves, "both of a pair right", points, point -> point.report()
                .twins()
                .map(TwinConsistency::share));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < curves.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.colour(i));
            renderer.setSeriesStroke(i, ChartStyle.LINE);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
        }
        XYPlot plot = new XYPlot(
                curves, ChartStyle.stepsAxis(0.02), ChartStyle.percentAxis("share of the problems"), renderer);
        ChartStyle.apply(plot);
        double chance = points.get(0).report().chance();
        ChartStyle.chance(plot, chance > 0 ? OptionalDouble.of(chance) : OptionalDouble.empty());
        return ChartStyle.figure(plot, true, "course", WIDTH, HEIGHT);
    }

    /** A curve through the checkpoints that have a value. */
    private static void add(
            XYSeriesCollection curves,
            String name,
            List<CoursePoint> points,
            Function<CoursePoint, Optional<Double>> share) {
        XYSeries curve = new XYSeries(name);
        points.forEach(
                point -> share.apply(point).ifPresent(value -> curve.add((double) point.trainingSteps(), value)));
        curves.addSeries(curve);
    }
}
