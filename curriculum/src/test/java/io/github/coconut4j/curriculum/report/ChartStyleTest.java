package io.github.coconut4j.curriculum.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.junit.jupiter.api.Test;

class ChartStyleTest {
    private static final Pattern TEXT =
            Pattern.compile("<text[^>]* textLength=\"([0-9.]+)\" x=\"([0-9.]+)\"[^>]*>([^<]*)<");

    private static CategoryPlot bars(String... names) {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (String name : names) {
            bars.addValue(0.5, "right", name);
        }
        CategoryAxis places = new CategoryAxis();
        places.setMaximumCategoryLabelWidthRatio(0.5f);
        CategoryPlot plot =
                new CategoryPlot(bars, places, ChartStyle.percentAxis("problems"), new StackedBarRenderer());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        ChartStyle.apply(plot);
        return plot;
    }

    private static List<String> texts(String svg) {
        Matcher text = TEXT.matcher(svg);
        List<String> texts = new ArrayList<>();
        while (text.find()) {
            texts.add(text.group(3));
        }
        return texts;
    }

    /** The names of bars that lie all end beside the axis, in whatever letters a browser writes them. */
    @Test
    void namesOfBarsEndAtOneLine() {
        String svg = ChartStyle.svg(bars("zeros", "own thoughts in another order"), false, "bars", 920, 200);

        List<Double> ends = new ArrayList<>();
        Matcher text = TEXT.matcher(svg);
        while (text.find()) {
            if (text.group(3).matches("zeros|own .*")) {
                ends.add(Double.parseDouble(text.group(1)) + Double.parseDouble(text.group(2)));
            }
        }
        assertThat(ends).hasSize(2);
        assertThat(ends.get(0)).isCloseTo(ends.get(1), Offset.offset(2.0));
    }

    @Test
    void allTextIsInLettersThatAreNamed() {
        assertThat(ChartStyle.svg(bars("zeros"), true, "bars", 920, 200)).doesNotContain("Dialog");
    }

    @Test
    void theLineOfChanceIsNamedWhereBarsCannotHideIt() {
        CategoryPlot plot = bars("zeros");
        ChartStyle.chance(plot, OptionalDouble.of(0.5));

        assertThat(texts(ChartStyle.svg(plot, false, "bars", 920, 200)))
                .contains("problems (broken line: chance 50 %)")
                .doesNotContain("chance 50 %");
    }

    @Test
    void stepsOfATrainingAreWholeNumbers() {
        XYSeries curve = new XYSeries("loss");
        curve.add(0, 1);
        curve.add(4, 2);
        XYPlot plot = new XYPlot(
                new XYSeriesCollection(curve),
                ChartStyle.stepsAxis(0),
                ChartStyle.percentAxis("right"),
                new XYLineAndShapeRenderer());
        ChartStyle.apply(plot);

        assertThat(texts(ChartStyle.svg(plot, false, "steps", 920, 200)))
                .contains("0", "1", "2", "3", "4")
                .noneMatch(text -> text.matches("\\d\\.\\d"));
    }
}
