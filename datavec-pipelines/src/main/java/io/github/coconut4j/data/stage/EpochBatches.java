package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.RowRandom;
import io.github.coconut4j.data.internal.stage.RowOrder;
import io.github.coconut4j.data.record.ProblemRecordReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.transform.TransformProcess;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The batches of one epoch by number. Their records are loaded from the reader by their places and staged. Rows are drawn in windows of {@link BatchOptions#bucketBatches()} batches, sorted
 * within the window by their thoughts and then by length: a row of few thoughts has written steps instead, and among rows of many would cost a batch both. The window of the last call is kept. Not
 * for several threads.
 */
final class EpochBatches {
    private static final Comparator<Row> BY_SHAPE = Comparator.comparingInt(
                    (Row row) -> row.record().latents())
            .thenComparingInt(row -> row.record().promptLength())
            .thenComparingInt(row -> row.record().length());

    private final ProblemRecordReader reader;
    private final TransformProcess staging;
    private final int padId;
    private final BatchOptions options;
    private final int epoch;
    private final RowOrder order;
    private final long rows;

    private long window = -1;
    private List<List<Row>> windowBatches = List.of();

    /** @param staging to learn from, see {@link Staging#training} */
    EpochBatches(ProblemSource source, TransformProcess staging, int padId, BatchOptions options, int epoch) {
        reader = new ProblemRecordReader(source, epoch);
        this.staging = staging;
        this.padId = padId;
        this.options = options;
        this.epoch = epoch;
        order = new RowOrder(source.size(), options.seed(), epoch);
        rows = options.dropLast() ? source.size() / options.batchSize() * options.batchSize() : source.size();
    }

    /** Number of batches of the epoch. */
    long count() {
        return (rows + options.batchSize() - 1) / options.batchSize();
    }

    /** Batch number {@code index}, from 0. */
    MultiDataSet batch(long index) {
        return Batches.training(rowsOf(index).stream().map(Row::record).toList(), padId, options.lengthMultiple());
    }

    /** The rows of the source that batch number {@code index} is made of, in its order. */
    long[] rows(long index) {
        return rowsOf(index).stream().mapToLong(Row::number).toArray();
    }

    private List<Row> rowsOf(long index) {
        long wanted = index / options.bucketBatches();
        if (wanted != window) {
            windowBatches = read(wanted);
            window = wanted;
        }
        return windowBatches.get((int) (index % options.bucketBatches()));
    }

    private List<List<Row>> read(long number) {
        long windowRows = (long) options.bucketBatches() * options.batchSize();
        long[] numbers = LongStream.range(number * windowRows, Math.min(rows, (number + 1) * windowRows))
                .map(place -> options.shuffle() ? order.rowAt(place) : place)
                .toArray();
        List<Row> records = new ArrayList<>(numbers.length);
        for (RecordMetaData place : reader.places(numbers)) { // one by one: a problem is larger than what is kept of it
            Record record = reader.loadFromMetaData(place);
            records.add(new Row(numbers[records.size()], Staging.staged(staging.execute(record.getRecord()))));
        }
        if (options.bucketBatches() > 1) {
            records.sort(BY_SHAPE);
        }
        List<List<Row>> batches = cut(records);
        if (options.shuffle()) {
            shuffleFullBatches(batches, number);
        }
        return batches;
    }

    private List<List<Row>> cut(List<Row> records) {
        List<List<Row>> batches = new ArrayList<>();
        for (int from = 0; from < records.size(); from += options.batchSize()) {
            batches.add(records.subList(from, Math.min(records.size(), from + options.batchSize())));
        }
        return batches;
    }

    /** Long and short batches alternate at random; a short last batch stays last. */
    private void shuffleFullBatches(List<List<Row>> batches, long number) {
        boolean shortLast = batches.get(batches.size() - 1).size() < options.batchSize();
        List<List<Row>> full = shortLast ? batches.subList(0, batches.size() - 1) : batches;
        var random = RowRandom.at(options.seed(), epoch, -100L - number);
        for (int i = full.size() - 1; i > 0; i--) {
            Collections.swap(full, i, random.nextInt(i + 1));
        }
    }

    /** A record and the number of the source's row it was made from. */
    private record Row(long number, StagedRecord record) {}
}
