package io.github.coconut4j.curriculum.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/**
 * How all charts look: no background, text and lines in the colour of the page, so that they are right on a light page and
 * on a dark one; methods in Okabe and Ito's colours, which the colour-blind can tell apart.
 */
public final class ChartStyle {
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xE69F00),
            new Color(0x8C8C8C),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0xD55E00));

    /** Width of the drawing that a window of less than 640 pixels shows. */
    private static final int NARROW = 460;

    /** Stands for the page's own text colour; nothing else is drawn in it. */
    private static final Color PAGE = new Color(1, 2, 3);

    private static final Color GRID = new Color(1, 2, 3, 40);
    /** Behind every second stage. */
    public static final Color BAND = new Color(1, 2, 3, 16);
    /** Nothing to be seen. */
    public static final Color NOTHING = new Color(0, 0, 0, 0);
    /** A curve. */
    public static final Stroke LINE = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /** A curve that is drawn over a band. */
    public static final Stroke BROKEN =
            new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);
    /** Small print in a chart. */
    public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private ChartStyle() {}

    /**
     * {@return the colour of the method at a place of the experiment, or of another thing at its place}
     *
     * @param method its place, from 0
     */
    public static Color colour(int method) {
        return COLOURS.get(method % COLOURS.size());
    }

    /** {@return the colour of text and lines} */
    public static Color page() {
        return PAGE;
    }

    /**
     * {@return an axis that shows shares as percent, from 0 to 100}
     *
     * @param label beside the axis
     */
    public static NumberAxis percentAxis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setNumberFormatOverride(NumberFormat.getPercentInstance(Locale.ROOT));
        axis.setRange(0, 1.08);
        return axis;
    }

    /**
     * {@return an axis of steps of a training, which are whole numbers}
     *
     * @param upperMargin room behind the last step, as a share of all
     */
    public static NumberAxis stepsAxis(double upperMargin) {
        NumberAxis axis = new NumberAxis("training step");
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        axis.setUpperMargin(upperMargin);
        return axis;
    }

    /**
     * A plot without frame, with faint lines across.
     *
     * @param plot that is changed
     */
    public static void apply(XYPlot plot) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        apply(plot.getDomainAxis());
        apply(plot.getRangeAxis());
        plot.getRangeAxis().setAxisLineVisible(false);
    }

    /**
     * The same for bars of named things.
     *
     * @param plot that is changed
     */
    public static void apply(CategoryPlot plot) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        apply((Axis) plot.getDomainAxis());
        apply((Axis) plot.getRangeAxis());
        plot.getRangeAxis().setAxisLineVisible(false);
    }

    private static void apply(Axis axis) {
        axis.setLabelFont(TEXT);
        axis.setLabelPaint(PAGE);
        axis.setTickLabelFont(SMALL);
        axis.setTickLabelPaint(PAGE);
        axis.setTickMarksVisible(false);
        axis.setAxisLinePaint(PAGE);
    }

    /**
     * A broken line at the share of right answers that guessing gets, on a plot that stands upright.
     *
     * @param plot that is changed
     * @param chance 0 to 1; nothing is drawn where it is empty
     */
    public static void chance(XYPlot plot, OptionalDouble chance) {
        chance.ifPresent(share -> plot.addRangeMarker(chanceLine(share, plot.getOrientation()), Layer.FOREGROUND));
    }

    /**
     * The same for bars of named things; they may lie where its label would, so the axis says what it is.
     *
     * @param plot that is changed
     * @param chance 0 to 1; nothing is drawn where it is empty
     */
    public static void chance(CategoryPlot plot, OptionalDouble chance) {
        chance.ifPresent(share -> {
            plot.addRangeMarker(new ValueMarker(share, PAGE, BROKEN), Layer.FOREGROUND);
            ValueAxis axis = plot.getRangeAxis();
            axis.setLabel(axis.getLabel() + " (broken line: " + named(share) + ")");
        });
    }

    private static String named(double chance) {
        return String.format(Locale.ROOT, "chance %.0f %%", 100 * chance);
    }

    /** Its label stands above the line, or right of its upper end where the line is upright. */
    private static ValueMarker chanceLine(double share, PlotOrientation orientation) {
        ValueMarker line = new ValueMarker(share, PAGE, BROKEN);
        line.setLabel(named(share));
        line.setLabelFont(SMALL);
        line.setLabelPaint(PAGE);
        line.setLabelBackgroundColor(NOTHING);
        boolean lies = orientation.equals(PlotOrientation.VERTICAL);
        line.setLabelAnchor(lies ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
        line.setLabelTextAnchor(lies ? TextAnchor.BOTTOM_LEFT : TextAnchor.TOP_LEFT);
        return line;
    }

    /**
     * {@return the chart as SVG elements that fit into a page: one for wide windows and one for narrow ones, of which the page's style shows one}
     *
     * @param plot what is drawn
     * @param legend whether names of lines or bars stand below
     * @param id that begins the ids in the SVG; each chart of a page needs another
     * @param width in pixels
     * @param height in pixels
     */
    public static String figure(Plot plot, boolean legend, String id, int width, int height) {
        return width <= NARROW
                ? svg(plot, legend, id, width, height)
                : shown(svg(plot, legend, id, width, height), "wide")
                        + shown(svg(plot, legend, id + "-narrow", NARROW, height), "narrow");
    }

    private static String shown(String svg, String kind) {
        return "<div class=\"%s\">%s</div>".formatted(kind, svg);
    }

    /**
     * {@return the chart as one SVG element, which is a file of its own too}
     *
     * @param plot what is drawn
     * @param legend whether names of lines or bars stand below
     * @param id that begins the ids in the SVG; each chart of a page needs another
     * @param width in pixels
     * @param height in pixels
     */
    public static String svg(Plot plot, boolean legend, String id, int width, int height) {
        JFreeChart chart = chart(plot, legend);
        Rectangle2D area = new Rectangle2D.Double(0, 0, width, height);
        return SvgCanvas.draw(id, width, height, graphics -> chart.draw(graphics, area))
                .replace("rgb(1,2,3)", "currentColor");
    }

    /** The chart without background. */
    static JFreeChart chart(Plot plot, boolean legend) {
        JFreeChart chart = new JFreeChart(null, TEXT, plot, legend);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(0, 0, 0, 20));
        LegendTitle legendTitle = chart.getLegend();
        if (legendTitle != null) {
            legendTitle.setBackgroundPaint(null);
            legendTitle.setFrame(BlockBorder.NONE);
            legendTitle.setItemFont(TEXT);
            legendTitle.setItemPaint(PAGE);
        }
        return chart;
    }
}
