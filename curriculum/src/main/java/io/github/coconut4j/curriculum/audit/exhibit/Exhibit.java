package io.github.coconut4j.curriculum.audit.exhibit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an experiment found, as it is shown.
 *
 * @param name of its files, in lower case
 * @param title over it
 * @param asks what it asks and how to read it, in a sentence or two
 * @param columns of its table
 * @param rows of its table, each with a cell for each column
 * @param bars its picture
 */
public record Exhibit(
        String name, String title, String asks, List<String> columns, List<List<String>> rows, Bars bars) {

    public Exhibit {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " cells under " + columns);
            }
        }
    }

    /**
     * {@return a table with a row for each of some findings}
     *
     * @param name of its files, in lower case
     * @param title over it
     * @param asks what it asks and how to read it, in a sentence or two
     * @param found a row each
     * @param columns what is shown of them
     * @param bars its picture
     * @param <T> what was found
     */
    public static <T> Exhibit of(
            String name, String title, String asks, List<T> found, List<Column<T>> columns, Bars bars) {
        return new Exhibit(
                name,
                title,
                asks,
                Column.heads(columns),
                found.stream().map(row -> Column.cells(row, columns)).toList(),
                bars);
    }

    /** {@return the table as CSV, cells as they are shown} */
    public String csv() {
        List<String> lines = new ArrayList<>();
        lines.add(line(columns));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells) {
        return String.join(
                ",",
                cells.stream()
                        .map(cell -> cell.matches("[^,\"\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                        .toList());
    }

    /**
     * {@return a share in percent with one digit, or a dash where there is none}
     *
     * @param share 0 to 1, or NaN
     */
    public static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /**
     * {@return a mean of whole numbers, with one digit behind the point}
     *
     * @param mean a number
     */
    public static String tenths(double mean) {
        return String.format(Locale.ROOT, "%.1f", mean);
    }

    /**
     * {@return a number with three digits behind the point, or a dash where there is none}
     *
     * @param value or NaN
     */
    public static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
