package io.github.coconut4j.curriculum.analysis.report;

import io.github.coconut4j.curriculum.analysis.PathFigures;
import io.github.coconut4j.curriculum.analysis.tree.PathOutcome;
import io.github.coconut4j.curriculum.report.Chart;
import io.github.coconut4j.curriculum.report.ChartStyle;
import java.util.List;
import java.util.Map;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedRangeCategoryPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** What is written after k thoughts, as stacked bars, as Hao et al. 2024 draw it in section 5. */
public final class PathChart {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 300;

    /** Between the bars of two models, in pixels. */
    private static final int GAP = 12;

    private PathChart() {}

    /**
     * Draws a bar for each k.
     *
     * @param id of the chart
     * @param paths of a model after k thoughts, in their order
     * @return the chart
     */
    public static Chart of(String id, List<PathFigures> paths) {
        return new Chart(id, bars("thoughts", paths, range()), WIDTH, HEIGHT);
    }

    /**
     * Draws a bar for each k, those of several models beside each other.
     *
     * @param id of the chart
     * @param models each by its name, and its paths after k thoughts, in their order
     * @return the chart
     */
    public static Chart of(String id, Map<String, List<PathFigures>> models) {
        NumberAxis range = range();
        CombinedRangeCategoryPlot all = new CombinedRangeCategoryPlot(range);
        all.setGap(GAP);
        models.forEach((name, paths) -> {
            CategoryPlot plot = bars("thoughts, " + name, paths, range);
            if (!all.getSubplots().isEmpty()) {
                plot.setFixedLegendItems(new LegendItemCollection()); // the classes stand in the legend once
            }
            all.add(plot, paths.size());
        });
        range.setRange(0, 1);
        return new Chart(id, all, WIDTH, HEIGHT);
    }

    private static NumberAxis range() {
        NumberAxis axis = ChartStyle.percentAxis("problems");
        axis.setRange(0, 1);
        return axis;
    }

    private static CategoryPlot bars(String label, List<PathFigures> paths, NumberAxis range) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (PathFigures after : paths) {
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
        CategoryPlot plot = new CategoryPlot(bars, new CategoryAxis(label), range, renderer);
        ChartStyle.apply(plot);
        return plot;
    }
}
