package io.github.coconut4j.curriculum.audit.exhibit;

import io.github.coconut4j.curriculum.report.Pages;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An exhibit as a section of a page. */
public final class ExhibitSection {
    private ExhibitSection() {}

    /**
     * {@return title, sentence, picture and table as HTML}
     *
     * @param exhibit whose cells are escaped
     */
    public static String of(Exhibit exhibit) {
        return Pages.fill(
                Pages.resource(ExhibitSection.class, "exhibit.html"),
                Map.of(
                        "title", Pages.escape(exhibit.title()),
                        "asks", Pages.escape(exhibit.asks()),
                        "picture", exhibit.bars().svg(exhibit.name()),
                        "columns",
                                exhibit.columns().stream()
                                        .map(column -> "<th scope=\"col\">" + Pages.escape(column) + "</th>")
                                        .collect(Collectors.joining()),
                        "rows", exhibit.rows().stream().map(ExhibitSection::row).collect(Collectors.joining())));
    }

    private static String row(List<String> cells) {
        return "<tr><th scope=\"row\">" + Pages.escape(cells.get(0)) + "</th>"
                + cells.stream()
                        .skip(1)
                        .map(cell -> "<td>" + Pages.escape(cell) + "</td>")
                        .collect(Collectors.joining())
                + "</tr>\n";
    }
}
