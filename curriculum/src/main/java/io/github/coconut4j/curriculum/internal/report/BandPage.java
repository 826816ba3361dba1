package io.github.coconut4j.curriculum.internal.report;

import io.github.coconut4j.curriculum.report.Pages;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a page that shows runs within the bands they were expected in. Like a report, it is complete in itself. */
public final class BandPage {
    private BandPage() {}

    /**
     * One point of a run.
     *
     * @param at its name
     * @param stage whose end it is, or -1 for the test
     * @param share of right answers
     * @param low lower end of the band
     * @param mean what was expected
     * @param high upper end of the band
     * @param place of the share relative to the band, in a word
     */
    public record Row(String at, int stage, double share, double low, double mean, double high, String place) {}

    /**
     * One run.
     *
     * @param run its folder
     * @param rows its points, in the order of the training
     */
    public record Part(RunFolder run, List<Row> rows) {}

    /**
     * Writes the page.
     *
     * @param title of the page
     * @param lead the verdict in a sentence
     * @param note where the bands come from
     */
    public static void write(Path file, String title, String lead, String note, List<Part> parts) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            MethodHistory history = MethodHistory.of(parts.get(i).run());
            body.append("<h2>").append(Pages.escape(history.method())).append("</h2>\n<figure>");
            body.append(Charts.band(history, parts.get(i).rows(), i)).append("</figure>\n");
            body.append(table(parts.get(i).rows()));
        }
        WholeFiles.write(
                file,
                Pages.fill(
                        Pages.resource(BandPage.class, "band.html"),
                        Map.of(
                                "style",
                                Pages.style(),
                                "title",
                                Pages.escape(title),
                                "lead",
                                Pages.escape(lead),
                                "note",
                                Pages.escape(note),
                                "methods",
                                body.toString())));
    }

    private static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder(
                """
                <div class="scroll">
                <table>
                <thead><tr><th scope="col">after</th><th scope="col">this run</th><th scope="col">expected</th>\
                <th scope="col">band</th><th scope="col"></th></tr></thead>
                <tbody>
                """);
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "<tr><th scope=\"row\">%s</th><td><b>%.1f %%</b></td><td>%.1f %%</td><td>%.1f – %.1f %%</td><td>%s</td></tr>%n",
                    Pages.escape(row.at()),
                    100 * row.share(),
                    100 * row.mean(),
                    100 * row.low(),
                    100 * row.high(),
                    Pages.escape(row.place())));
        }
        return table.append("</tbody>\n</table>\n</div>\n").toString();
    }
}
