package io.github.coconut4j.curriculum.audit.exhibit;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A column of a table: what stands over it, and in it for each row.
 *
 * @param head over it
 * @param cell of a row
 * @param <T> a row
 */
public record Column<T>(String head, Function<T, String> cell) {

    /**
     * {@return a column of words}
     *
     * @param head over it
     * @param cell of a row
     * @param <T> a row
     */
    public static <T> Column<T> words(String head, Function<T, String> cell) {
        return new Column<>(head, cell);
    }

    /**
     * {@return a column of whole numbers, thousands apart}
     *
     * @param head over it
     * @param count of a row
     * @param <T> a row
     */
    public static <T> Column<T> count(String head, ToLongFunction<T> count) {
        return new Column<>(head, row -> String.format(Locale.ROOT, "%,d", count.applyAsLong(row)));
    }

    /**
     * {@return a column of shares in percent}
     *
     * @param head over it
     * @param share of a row; NaN where there is none
     * @param <T> a row
     */
    public static <T> Column<T> percent(String head, ToDoubleFunction<T> share) {
        return new Column<>(head, row -> Exhibit.percent(share.applyAsDouble(row)));
    }

    /**
     * {@return a column of numbers with one digit behind the point}
     *
     * @param head over it
     * @param number of a row
     * @param <T> a row
     */
    public static <T> Column<T> tenths(String head, ToDoubleFunction<T> number) {
        return new Column<>(head, row -> Exhibit.tenths(number.applyAsDouble(row)));
    }

    /**
     * {@return a column of numbers with three digits behind the point}
     *
     * @param head over it
     * @param number of a row; NaN where there is none
     * @param <T> a row
     */
    public static <T> Column<T> number(String head, ToDoubleFunction<T> number) {
        return new Column<>(head, row -> Exhibit.number(number.applyAsDouble(row)));
    }

    static <T> List<String> heads(List<Column<T>> columns) {
        return columns.stream().map(Column::head).toList();
    }

    static <T> List<String> cells(T row, List<Column<T>> columns) {
        return columns.stream().map(column -> column.cell.apply(row)).toList();
    }
}
