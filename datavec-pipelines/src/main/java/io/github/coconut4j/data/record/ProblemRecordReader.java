package io.github.coconut4j.data.record;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.file.ProblemFiles;
import java.io.DataInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Writable;

/**
 * Problems as DataVec records with the columns of {@link ProblemRecords#schema()}, one epoch from its first row to its
 * last: those of any {@link ProblemSource}, or of the files of an input split (a JSON list or JSON lines each).
 *
 * <p>Any row is found by its metadata (where the problems are from, and the number there from 0) without reading those
 * before it. That is how training reads: in an order of its own in every epoch, from any batch on. Not for several threads.
 */
public final class ProblemRecordReader extends BaseRecordReader {
    private static final long serialVersionUID = 1L;

    private final transient BadRowHandler badRows;
    private final transient List<Part> parts = new ArrayList<>();
    private final int epoch;
    private transient Configuration configuration = new Configuration();
    private int part;
    private long row;

    /** Problems of one place. */
    private record Part(ProblemSource problems, URI uri, boolean opened) {}

    /** A reader of files, which {@link #initialize} names; it ends at the first row that is no problem. */
    public ProblemRecordReader() {
        this(BadRowHandler.FAIL);
    }

    /**
     * A reader of files, which {@link #initialize} names.
     *
     * @param badRows decides about rows that are no problems; those left out are not counted
     */
    public ProblemRecordReader(BadRowHandler badRows) {
        this.badRows = badRows;
        epoch = 0;
    }

    /**
     * A reader at the beginning of an epoch of a source; it needs no input split.
     *
     * @param source stays open, its owner closes it
     * @param epoch from 0
     */
    public ProblemRecordReader(ProblemSource source, int epoch) {
        badRows = BadRowHandler.FAIL;
        this.epoch = epoch;
        try {
            parts.add(new Part(source, new URI("problems", source.name(), "epoch-" + epoch), false));
        } catch (URISyntaxException e) {
            throw new DataException("The source's name \"" + source.name() + "\" cannot be part of an address.", e);
        }
    }

    @Override
    public void initialize(Configuration conf, InputSplit split) {
        configuration = conf;
        initialize(split);
    }

    /**
     * Opens the files of a split and checks all their rows.
     *
     * @param split of local files
     * @throws DataException if one is missing, broken or empty
     */
    @Override
    public void initialize(InputSplit split) {
        close();
        inputSplit = split;
        for (Iterator<URI> files = split.locationsIterator(); files.hasNext(); ) {
            URI file = files.next();
            parts.add(new Part(ProblemFiles.open(Path.of(file), badRows), file, true));
        }
        reset();
    }

    @Override
    public boolean hasNext() {
        while (part < parts.size() && row == parts.get(part).problems().size()) {
            part++;
            row = 0;
        }
        return part < parts.size();
    }

    @Override
    public List<Writable> next() {
        return nextRecord().getRecord();
    }

    @Override
    public Record nextRecord() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more problems");
        }
        Record found = record(parts.get(part), place(parts.get(part), row));
        row++;
        invokeListeners(found);
        return found;
    }

    @Override
    public void reset() {
        part = 0;
        row = 0;
    }

    /**
     * Where rows of the source are found, to be loaded in this order.
     *
     * @param rows numbers in the source, from 0
     * @return as many, in the same order
     */
    public List<RecordMetaData> places(long... rows) {
        List<RecordMetaData> places = new ArrayList<>(rows.length);
        for (long number : rows) {
            places.add(place(parts.get(0), number));
        }
        return places;
    }

    @Override
    public Record loadFromMetaData(RecordMetaData place) {
        if (place instanceof RecordMetaDataIndex index) {
            for (Part candidate : parts) {
                if (candidate.uri().equals(index.getURI())) {
                    return record(candidate, index);
                }
            }
        }
        throw new DataException("There is no problem " + place.getLocation() + " among those of this reader.");
    }

    @Override
    public List<Record> loadFromMetaData(List<RecordMetaData> places) {
        List<Record> records = new ArrayList<>(places.size());
        places.forEach(place -> records.add(loadFromMetaData(place)));
        return records;
    }

    @Override
    public List<String> getLabels() {
        return List.of();
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    @Override
    public List<Writable> record(URI uri, DataInputStream bytes) {
        throw new UnsupportedOperationException("a file of problems is many records, read it with next()");
    }

    /** Closes the files of the split; a source that was given stays open. */
    @Override
    public void close() {
        parts.stream().filter(Part::opened).forEach(file -> file.problems().close());
        parts.removeIf(Part::opened);
    }

    @Override
    public void setConf(Configuration conf) {
        configuration = conf;
    }

    @Override
    public Configuration getConf() {
        return configuration;
    }

    private static RecordMetaDataIndex place(Part part, long row) {
        return new RecordMetaDataIndex(row, part.uri(), ProblemRecordReader.class);
    }

    private Record record(Part from, RecordMetaDataIndex place) {
        long number = place.getIndex();
        return new org.datavec.api.records.impl.Record(
                ProblemRecords.record(from.problems().problem(epoch, number), epoch, number), place);
    }
}
