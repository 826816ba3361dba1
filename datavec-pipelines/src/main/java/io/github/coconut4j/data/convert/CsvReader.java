package io.github.coconut4j.data.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.file.ProblemReader;
import io.github.coconut4j.data.file.RowFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads CSV whose first row names the columns; separated by commas, semicolons, bars or tabs, whichever the names are. */
final class CsvReader implements ProblemReader {
    private static final List<Character> SEPARATORS = List.of('\t', '|', ';', ',');

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final RowFormat format;
    private final Reader text;
    private final MappingIterator<String[]> rows;

    /** A blank one has no name: the numbers that pandas writes before every row. */
    private final List<String> columns;

    private long row;
    private long line;

    /**
     * @param file how the file is called in complaints
     * @param firstLine the names of the columns, which is read again
     */
    CsvReader(String file, InputStream bytes, String firstLine, RowFormat format) {
        this.file = file;
        this.format = format;
        text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
        try {
            skipByteOrderMark();
            rows = CsvMapper.builder()
                    .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
                    .build()
                    .readerFor(String[].class)
                    .with(CsvSchema.emptySchema().withColumnSeparator(separator(firstLine)))
                    .readValues(text);
            columns = Stream.of(values().orElseThrow(() -> new DataException(file + " is empty.")))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw broken(e);
        }
        check();
    }

    @Override
    public Optional<Problem> next() {
        Optional<String[]> values = values();
        if (values.isEmpty()) {
            if (row == 0) {
                throw new DataException(
                        "%s holds no problems, only one line, which must name the columns and was read so: %s."
                                .formatted(file, Texts.shorten(String.join(", ", columns))));
            }
            return Optional.empty();
        }
        row++;
        return Optional.of(format.problem(named(values.get()), place().toString()));
    }

    @Override
    public Place place() {
        return Place.inFile(file, row, line);
    }

    @Override
    public void close() {
        try {
            rows.close();
            text.close();
        } catch (IOException e) {
            throw new DataException(file + " cannot be closed.", e);
        }
    }

    private Optional<String[]> values() {
        try {
            if (!rows.hasNextValue()) {
                return Optional.empty();
            }
            line = rows.getCurrentLocation().getLineNr();
            return Optional.of(rows.nextValue());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private Map<String, Object> named(String[] values) {
        if (values.length != columns.size()) {
            throw new BadRowException(
                    "%s has %d columns, but the first row names %d: %s; a text with separators or quotation marks in it must stand in quotation marks."
                            .formatted(
                                    place(), values.length, columns.size(), Texts.shorten(String.join(", ", columns))));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (int column = 0; column < values.length; column++) {
            if (!columns.get(column).isEmpty()) {
                named.put(columns.get(column), values[column]);
            }
        }
        return named;
    }

    private void check() {
        for (String column : columns) {
            if (columns.indexOf(column) != columns.lastIndexOf(column) || columns.lastIndexOf("") > 0) {
                throw new DataException("%s, line 1: every column needs a name of its own, but there is %s."
                        .formatted(
                                file,
                                column.isEmpty() || columns.lastIndexOf("") > 0
                                        ? "one without"
                                        : "\"" + Texts.shorten(column) + "\" twice"));
            }
        }
    }

    private void skipByteOrderMark() throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    private DataException broken(IOException e) {
        String reason = e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException
                ? "it is not UTF-8"
                : e instanceof JsonProcessingException
                        ? "a quotation mark is missing or too many, or a text is too long"
                        : "reading failed";
        String place = line == 0 ? "" : ", behind line " + line;
        return new DataException(file + place + ": the CSV is broken: " + reason + ".", e);
    }

    private static char separator(String firstLine) {
        return SEPARATORS.stream()
                .max(Comparator.comparingLong(separator -> count(firstLine, separator)))
                .orElseThrow();
    }

    private static long count(String text, char character) {
        return text.chars().filter(c -> c == character).count();
    }
}
