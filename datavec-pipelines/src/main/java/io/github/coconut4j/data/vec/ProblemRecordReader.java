package io.github.coconut4j.data.vec;

import io.github.coconut4j.data.Problem;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Writable;

/** What readers of problems share: records have the columns of {@link ProblemRecords#schema()} and know their place. */
abstract class ProblemRecordReader extends BaseRecordReader {
    private static final long serialVersionUID = 1L;

    private transient Configuration configuration = new Configuration();

    /** A problem and where it came from. */
    record Located(Problem problem, RecordMetaDataIndex place) {}

    /** The next problem; only called when {@link #hasNext()}. */
    abstract Located nextLocated();

    @Override
    public void initialize(Configuration conf, InputSplit split) throws IOException, InterruptedException {
        configuration = conf;
        initialize(split);
    }

    @Override
    public final List<Writable> next() {
        return nextRecord().getRecord();
    }

    @Override
    public final Record nextRecord() {
        Record found = record(nextLocated());
        invokeListeners(found);
        return found;
    }

    static Record record(Located located) {
        return new org.datavec.api.records.impl.Record(ProblemRecords.record(located.problem()), located.place());
    }

    @Override
    public final List<Record> loadFromMetaData(List<RecordMetaData> places) throws IOException {
        List<Record> records = new ArrayList<>();
        for (RecordMetaData place : places) {
            records.add(loadFromMetaData(place));
        }
        return records;
    }

    @Override
    public final List<String> getLabels() {
        return List.of();
    }

    @Override
    public final boolean resetSupported() {
        return true;
    }

    @Override
    public final List<Writable> record(URI uri, DataInputStream bytes) {
        throw new UnsupportedOperationException("a file of problems is many records, read it with next()");
    }

    @Override
    public final void setConf(Configuration conf) {
        configuration = conf;
    }

    @Override
    public final Configuration getConf() {
        return configuration;
    }
}
