package io.github.coconut4j.data.vec;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ProblemSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.split.InputSplit;

/**
 * Any {@link ProblemSource}, a generator for instance, as a record reader: one epoch from its first row to its last. The
 * metadata of a record is the source's name and the row.
 */
public final class SourceRecordReader extends ProblemRecordReader {
    private static final long serialVersionUID = 1L;

    private final transient ProblemSource source;
    private final int epoch;
    private final URI uri;
    private long row;

    /**
     * A reader at the beginning of an epoch; it needs no input split.
     *
     * @param source stays open, its owner closes it
     */
    public SourceRecordReader(ProblemSource source, int epoch) {
        this.source = source;
        this.epoch = epoch;
        try {
            uri = new URI("problems", source.name(), null);
        } catch (URISyntaxException e) {
            throw new DataException("The source's name \"" + source.name() + "\" cannot be part of an address.", e);
        }
    }

    @Override
    public void initialize(InputSplit split) {
        reset();
    }

    @Override
    public boolean hasNext() {
        return row < source.size();
    }

    @Override
    Located nextLocated() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more problems");
        }
        return located(row++);
    }

    @Override
    public void reset() {
        row = 0;
    }

    @Override
    public Record loadFromMetaData(RecordMetaData place) {
        if (place instanceof RecordMetaDataIndex index && uri.equals(index.getURI())) {
            return record(located(index.getIndex()));
        }
        throw new DataException("Problems of " + source.name() + " are found by their row, not by " + place + ".");
    }

    @Override
    public void close() {}

    private Located located(long number) {
        return new Located(
                source.problem(epoch, number), new RecordMetaDataIndex(number, uri, SourceRecordReader.class));
    }
}
