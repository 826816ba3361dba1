package io.github.coconut4j.cli.audit;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.audit.further.FurtherReport;
import java.util.ArrayList;
import java.util.List;

/** Further experiments in the terminal: a table for each. */
final class FurtherText {
    private FurtherText() {}

    static List<String> lines(FurtherReport report) {
        List<String> lines = new ArrayList<>();
        for (Exhibit exhibit : report.exhibits()) {
            Table table = new Table(exhibit.columns().toArray(String[]::new));
            exhibit.rows().forEach(row -> table.add(row.toArray(String[]::new)));
            lines.add("");
            lines.add(exhibit.title());
            lines.addAll(table.lines());
        }
        if (!report.leftOut().isEmpty()) {
            lines.add("");
            lines.addAll(report.leftOut());
        }
        return lines;
    }
}
