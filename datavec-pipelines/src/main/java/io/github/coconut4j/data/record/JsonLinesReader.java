package io.github.coconut4j.data.record;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.internal.file.JsonFaults;
import java.util.List;
import org.datavec.api.records.reader.impl.jackson.FieldSelection;
import org.datavec.api.records.reader.impl.jackson.JacksonLineRecordReader;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonMappingException;

/** DataVec's reader of JSON lines, which here passes over blank lines and a byte order mark, and says in plain words what is wrong with a line. */
final class JsonLinesReader extends JacksonLineRecordReader {
    private static final long serialVersionUID = 1L;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    JsonLinesReader(FieldSelection fields) {
        super(fields, JsonCells.mapper());
    }

    /** A blank line is one blank cell, as it is of CSV. */
    @Override
    protected List<Writable> parseLine(String line) {
        String json = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (json.isBlank()) {
            return List.of(new Text(""));
        }
        try {
            return super.parseLine(json);
        } catch (RuntimeException failed) {
            throw new DataException(reason(failed), failed);
        }
    }

    private static String reason(RuntimeException failed) {
        if (!(failed.getCause() instanceof JsonProcessingException json)) {
            return "it is no JSON object";
        }
        if (json instanceof JsonMappingException) {
            return json.getOriginalMessage().equals(JsonCells.LINES) ? JsonCells.LINES : "it is no JSON object";
        }
        return JsonFaults.reason(json.getOriginalMessage());
    }
}
