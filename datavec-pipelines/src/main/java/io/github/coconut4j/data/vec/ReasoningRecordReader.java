package io.github.coconut4j.data.vec;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.file.BadRowException;
import io.github.coconut4j.data.file.BadRowHandler;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.file.ProblemReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.split.InputSplit;

/**
 * Reads files in the official format (a JSON list, or JSON lines) from an input split, one record a problem, in constant
 * memory. The metadata of a record is its file and its number in it, from 0.
 */
public final class ReasoningRecordReader extends ProblemRecordReader {
    private static final long serialVersionUID = 1L;

    private final transient BadRowHandler badRows;
    private transient Iterator<URI> files;
    private transient URI file;
    private transient ProblemReader reader;
    private transient long row;
    private transient Optional<Problem> ahead = Optional.empty();

    /** A reader that ends at the first row that is not a problem. */
    public ReasoningRecordReader() {
        this(BadRowHandler.FAIL);
    }

    /** @param badRows decides about rows that are not problems; their numbers are not counted */
    public ReasoningRecordReader(BadRowHandler badRows) {
        this.badRows = badRows;
    }

    @Override
    public void initialize(InputSplit split) {
        inputSplit = split;
        reset();
    }

    @Override
    public void reset() {
        close();
        files = inputSplit.locationsIterator();
        advance();
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent();
    }

    @Override
    Located nextLocated() {
        Problem problem = ahead.orElseThrow(() -> new NoSuchElementException("no more problems"));
        Located located = new Located(problem, new RecordMetaDataIndex(row++, file, ReasoningRecordReader.class));
        advance();
        return located;
    }

    @Override
    public Record loadFromMetaData(RecordMetaData place) throws IOException {
        if (!(place instanceof RecordMetaDataIndex index)) {
            throw new DataException("Problems are found by file and number, not by " + place + ".");
        }
        try (ProblemReader again = ProblemFiles.reader(Path.of(index.getURI()))) {
            for (long before = 0; before < index.getIndex(); before++) {
                goodRow(again);
            }
            Problem problem = goodRow(again)
                    .orElseThrow(() -> new DataException("There is no problem " + place.getLocation() + "."));
            return record(new Located(problem, index));
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    private void advance() {
        ahead = reader == null ? Optional.empty() : goodRow(reader);
        while (ahead.isEmpty() && files.hasNext()) {
            close();
            file = files.next();
            row = 0;
            reader = ProblemFiles.reader(Path.of(file));
            ahead = goodRow(reader);
        }
    }

    private Optional<Problem> goodRow(ProblemReader from) {
        while (true) {
            try {
                return from.next();
            } catch (BadRowException e) {
                badRows.handle(e);
            }
        }
    }
}
