package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.record.RecordFormat;
import io.github.coconut4j.data.record.RecordSource;
import io.github.coconut4j.data.record.StepColumn;
import java.util.Locale;

/** The words by which files of records are described, in configurations and on the command line. */
public final class RecordWords {
    /** Between steps: a line break. */
    public static final String LINE = "line";

    private static final String NONE = "none";
    private static final String TAB = "tab";
    private static final String CSV = "csv";
    private static final String JSON_LINES = "json_lines";

    private RecordWords() {}

    /**
     * How a file is read.
     *
     * @param path whose last letters decide if no reader is named
     * @param reader {@code csv} or {@code json_lines}; null if not said
     * @param delimiter one character or {@code tab}; null if not said
     * @param header whether the first line of CSV names the columns
     * @return the format, for CSV with its delimiter
     * @throws CurriculumException if a word is unknown
     */
    public static RecordFormat format(String path, String reader, String delimiter, boolean header) {
        String kind = reader == null ? kind(path) : reader;
        return switch (kind) {
            case CSV -> new RecordFormat(RecordFormat.Kind.CSV, delimiter(path, delimiter), header);
            case JSON_LINES -> {
                if (delimiter != null) {
                    throw new CurriculumException("delimiter is for csv; " + path + " is read as json_lines.");
                }
                yield RecordFormat.JSON_LINES;
            }
            default -> throw new CurriculumException("reader must be csv or json_lines, not " + kind + ".");
        };
    }

    /**
     * How several steps stand in a cell.
     *
     * @param separator {@code line}, {@code none}, or what stands between two steps; null means {@code line}
     * @return how the cell is split
     * @throws CurriculumException if it is blank
     */
    public static StepColumn steps(String separator) {
        if (separator == null || separator.equals(LINE)) {
            return StepColumn.LINES;
        }
        if (separator.isBlank()) {
            throw new CurriculumException("step_separator is blank: name what stands between two steps, line for a line"
                    + " break, or none if a cell is one step.");
        }
        return separator.equals(NONE) ? StepColumn.SINGLE : new StepColumn(separator);
    }

    /**
     * Refuses records none of which has several steps: what stands between two is perhaps not what was said.
     *
     * @param name of the records, for the message
     */
    static void requireSeparator(RecordSource records, String name, String separator) {
        if (!separator.equals(NONE) && !records.separatorFound()) {
            throw new CurriculumException(
                    ("data.step_separator: no record of %s has %s in its steps, so that every chain"
                                    + " would be one step; name what stands between two steps, or none if each has only one.")
                            .formatted(name, separator.equals(LINE) ? "a line break" : "\"" + separator + "\""));
        }
    }

    /** Whether the name of a file says how it is read. */
    static boolean isKnown(String path) {
        return isCsv(path) || isJsonLines(path);
    }

    /** What to say where neither a reader is named nor the name of a file says it. */
    static String readerMissing(String path) {
        return "reader is missing: " + path + " may be csv or json_lines, its name does not say which.";
    }

    private static String kind(String path) {
        if (!isKnown(path)) {
            throw new CurriculumException(readerMissing(path));
        }
        return isCsv(path) ? CSV : JSON_LINES;
    }

    private static boolean isCsv(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".tsv");
    }

    private static boolean isJsonLines(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    private static char delimiter(String path, String word) {
        if (word == null) {
            return path.toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : ',';
        }
        if (word.equals(TAB)) {
            return '\t';
        }
        if (word.length() != 1 || word.equals("\"")) {
            throw new CurriculumException("delimiter must be one character or tab, not \"" + word + "\".");
        }
        return word.charAt(0);
    }
}
