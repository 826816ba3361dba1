package io.github.coconut4j.curriculum.audit.report;

import io.github.coconut4j.curriculum.audit.NecessityPoint;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Scope;
import io.github.coconut4j.curriculum.report.ChartStyle;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** The pictures of an audit, as SVG: bars that add up to all problems. */
final class AuditCharts {
    private static final int WIDTH = 920;
    private static final int BAR_HEIGHT = 26;
    private static final int AROUND = 96;

    private AuditCharts() {}

    /** Answers after k thoughts. */
    static String necessity(List<NecessityPoint> points, OptionalDouble chance) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (NecessityPoint point : points) {
            String name = point.thoughts() + (point.thoughts() == 1 ? " thought" : " thoughts");
            bars.addValue(point.answers().accuracy(), "right", name);
            bars.addValue(point.answers().otherShare(), "the other option", name);
            bars.addValue(point.answers().noneShare(), "no answer", name);
        }
        return stacked(bars, chance, "necessity");
    }

    /** Answers on changed thoughts. */
    static String interventions(List<InterventionResult> results, OptionalDouble chance, String id) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        Function<InterventionResult, String> name = result -> {
            Intervention done = result.intervention();
            return done.scope().equals(Scope.ALL)
                    ? done.words()
                    : "%s (%s, %s)"
                            .formatted(
                                    done.words(),
                                    done.scope(),
                                    done.downstream().name().toLowerCase(Locale.ROOT));
        };
        for (InterventionResult result : results) {
            bars.addValue(result.keeps(), "its own answer", name.apply(result));
            bars.addValue(result.follows(), "the twin's: the other option", name.apply(result));
            bars.addValue(Math.max(0, 1 - result.keeps() - result.follows()), "neither of the two", name.apply(result));
        }
        return stacked(bars, chance, id);
    }

    private static String stacked(DefaultCategoryDataset bars, OptionalDouble chance, String id) {
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setMaximumBarWidth(0.6);
        for (int series = 0; series < bars.getRowCount(); series++) {
            renderer.setSeriesPaint(series, ChartStyle.colour(series));
        }
        CategoryAxis names = new CategoryAxis();
        names.setMaximumCategoryLabelWidthRatio(0.5f);
        names.setLowerMargin(0.01);
        names.setUpperMargin(0.01);
        NumberAxis share = ChartStyle.percentAxis("problems");
        share.setRange(0, 1);
        CategoryPlot plot = new CategoryPlot(bars, names, share, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        ChartStyle.apply(plot);
        ChartStyle.chance(plot, chance);
        return ChartStyle.figure(plot, true, id, WIDTH, AROUND + BAR_HEIGHT * bars.getColumnCount());
    }
}
