package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.stats.Histogram.Bar;
import java.util.List;
import java.util.Locale;

/** The figures of a data set as one HTML page without scripts: a table, and bars for every figure. */
public final class StatsPage {
    private static final int MOST_BARS = 20;

    private static final String STYLE =
            """
            body { font: 15px/1.5 sans-serif; max-width: 48em; margin: 2em auto; padding: 0 1em; color: #222 }
            td, th { padding: 0 1em 0 0; text-align: right }
            td:first-child, th:first-child { text-align: left; white-space: nowrap }
            .bar { background: #4a7ab5; height: 1em }
            .bars td:last-child { width: 100%; text-align: left }
            """;

    private StatsPage() {}

    /**
     * The whole page.
     *
     * @param stats of one data set
     * @return HTML that loads nothing
     */
    public static String of(DatasetStats stats) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n");
        page.append("<title>").append(escape(stats.name())).append("</title>\n");
        page.append("<style>\n").append(STYLE).append("</style>\n");
        page.append("<h1>").append(escape(stats.name())).append("</h1>\n");
        page.append("<p>").append(stats.rows()).append(" problems, ").append(escape(stats.fingerprint()));
        stats.leftOut().forEach(row -> page.append("<br>\nleft out: ").append(escape(row)));
        stats.notes().forEach(note -> page.append("<br>\n").append(escape(note)));
        page.append("</p>\n<table>\n<tr><th></th><th>mean</th><th>least</th><th>most</th></tr>\n");
        stats.figures()
                .forEach((name, figure) -> page.append(String.format(
                        Locale.ROOT,
                        "<tr><td>%s</td><td>%.2f</td><td>%d</td><td>%d</td></tr>%n",
                        escape(stats.label(name)),
                        figure.mean(),
                        figure.least(),
                        figure.most())));
        page.append("</table>\n");
        stats.figures().forEach((name, figure) -> bars(page, name, figure));
        return page.append("</html>\n").toString();
    }

    private static void bars(StringBuilder page, String name, Histogram figure) {
        List<Bar> bars = figure.bars(MOST_BARS);
        double largest = bars.stream().mapToDouble(Bar::share).max().orElse(1);
        page.append("<h2>").append(escape(name)).append("</h2>\n<table class=\"bars\">\n");
        for (Bar bar : bars) {
            page.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%.1f&nbsp;%%</td><td><div class=\"bar\" style=\"width:%.1f%%\"></div></td></tr>%n",
                    bar.label(),
                    100 * bar.share(),
                    100 * bar.share() / largest));
        }
        page.append("</table>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
