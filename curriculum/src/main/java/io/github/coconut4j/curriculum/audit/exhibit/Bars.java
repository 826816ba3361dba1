package io.github.coconut4j.curriculum.audit.exhibit;

import io.github.coconut4j.curriculum.report.ChartStyle;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Bars side by side: some kinds of them at each place.
 *
 * @param axis what their height is
 * @param share whether heights are shares, shown as percent
 * @param bars each with its kind and place, in the order they are drawn
 */
public record Bars(String axis, boolean share, List<Bar> bars) {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 260;
    /** Of the words below a bar. */
    private static final int MOST_LINES = 3;

    /** One bar. */
    public record Bar(String kind, String place, double height) {}

    public Bars {
        bars = List.copyOf(bars);
    }

    /**
     * {@return bars to be added to, whose heights are shares}
     *
     * @param axis what the heights are, in words
     */
    public static Bars shares(String axis) {
        return new Bars(axis, true, List.of());
    }

    /**
     * {@return bars to be added to, whose heights are numbers}
     *
     * @param axis what the heights are, in words
     */
    public static Bars numbers(String axis) {
        return new Bars(axis, false, List.of());
    }

    /**
     * {@return the same with one more; one without height, NaN, is not drawn}
     *
     * @param kind its colour
     * @param place where it stands
     * @param height NaN for none
     */
    public Bars with(String kind, String place, double height) {
        List<Bar> more = new ArrayList<>(bars);
        more.add(new Bar(kind, place, height));
        return new Bars(axis, share, more);
    }

    String svg(String id) {
        DefaultCategoryDataset drawn = new DefaultCategoryDataset();
        bars.forEach(bar -> drawn.addValue(Double.isNaN(bar.height()) ? null : bar.height(), bar.kind(), bar.place()));
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setMaximumBarWidth(0.12);
        for (int kind = 0; kind < drawn.getRowCount(); kind++) {
            renderer.setSeriesPaint(kind, ChartStyle.colour(kind));
        }
        NumberAxis heights = share ? ChartStyle.percentAxis(axis) : new NumberAxis(axis);
        CategoryAxis places = new CategoryAxis();
        places.setMaximumCategoryLabelLines(MOST_LINES);
        CategoryPlot plot = new CategoryPlot(drawn, places, heights, renderer);
        ChartStyle.apply(plot);
        return ChartStyle.figure(plot, drawn.getRowCount() > 1, id, WIDTH, HEIGHT);
    }
}
