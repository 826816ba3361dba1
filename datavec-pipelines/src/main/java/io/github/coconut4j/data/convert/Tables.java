package io.github.coconut4j.data.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.file.ProblemReader;
import io.github.coconut4j.data.file.RowFormat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems in tables: the columns of CSV are the keys of objects. */
final class Tables {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> TEXTS = List.of("question", "answer", Problem.OTHER_ANSWER);

    private Tables() {}

    /** Reads a JSON list, JSON lines, Parquet or CSV, whichever the file is, as rows of a format. */
    static ProblemReader reader(Path file, RowFormat format) {
        return ProblemFiles.isTable(file) ? csv(file, format) : ProblemFiles.reader(file, format);
    }

    /** Reads CSV, whatever its columns are called. */
    static ProblemReader csv(Path file, RowFormat format) {
        String first = ProblemFiles.firstLine(file);
        if (first.matches("\\s*(\\{|\\[\\s*(\\{.*)?$).*")) {
            throw new DataException(file + " is no CSV: it begins as JSON does; leave out --from csv.");
        }
        return new CsvReader(file.toString(), ProblemFiles.text(file), first, format);
    }

    /** The official format in a table: steps are a JSON list or one text that is split, other lists are JSON as well. */
    static Problem official(Map<String, Object> row, StepSplit split, String where) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.forEach((key, cell) -> {
            String text = cell.toString();
            values.put(key, TEXTS.contains(key) ? text : value(text));
        });
        if (values.get("steps") instanceof String chain) {
            if (chain.strip().startsWith("[")) {
                throw new BadRowException(
                        where + ": \"steps\" begins with [ but is no JSON list: \"" + Texts.shorten(chain) + "\".");
            }
            values.put("steps", split.of(chain));
        }
        return RowFormat.OFFICIAL.problem(values, where);
    }

    private static Object value(String text) {
        if (!text.strip().startsWith("[") && !text.matches("-?\\d{1,9}")) {
            return text;
        }
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException noJson) {
            return text;
        }
    }
}
