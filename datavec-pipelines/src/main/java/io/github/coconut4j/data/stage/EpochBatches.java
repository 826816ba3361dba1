package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.RowRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The batches of one epoch by number. Rows are drawn in windows of {@link BatchOptions#bucketBatches()} batches, sorted
 * by length within the window; the window of the last call is kept. Not for several threads.
 */
final class EpochBatches {
    private static final Comparator<StagedRecord> BY_LENGTH =
            Comparator.comparingInt(StagedRecord::promptLength).thenComparingInt(StagedRecord::length);

    private final ProblemSource source;
    private final ProblemEncoder encoder;
    private final LayoutRule rule;
    private final BatchOptions options;
    private final int epoch;
    private final RowOrder order;
    private final long rows;

    private long window = -1;
    private List<List<StagedRecord>> windowBatches = List.of();

    EpochBatches(ProblemSource source, ProblemEncoder encoder, LayoutRule rule, BatchOptions options, int epoch) {
        this.source = source;
        this.encoder = encoder;
        this.rule = rule;
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
        long wanted = index / options.bucketBatches();
        if (wanted != window) {
            windowBatches = read(wanted);
            window = wanted;
        }
        return Batches.training(
                windowBatches.get((int) (index % options.bucketBatches())),
                encoder.tokenizer().pad(),
                options.lengthMultiple());
    }

    private List<List<StagedRecord>> read(long number) {
        long windowRows = (long) options.bucketBatches() * options.batchSize();
        List<StagedRecord> records = new ArrayList<>();
        for (long place = number * windowRows; place < Math.min(rows, (number + 1) * windowRows); place++) {
            long row = options.shuffle() ? order.rowAt(place) : place;
            Problem problem = source.problem(epoch, row);
            records.add(encoder.training(problem, rule.layout(problem, epoch, row)));
        }
        if (options.bucketBatches() > 1) {
            records.sort(BY_LENGTH);
        }
        List<List<StagedRecord>> batches = cut(records);
        if (options.shuffle()) {
            shuffleFullBatches(batches, number);
        }
        return batches;
    }

    private List<List<StagedRecord>> cut(List<StagedRecord> records) {
        List<List<StagedRecord>> batches = new ArrayList<>();
        for (int from = 0; from < records.size(); from += options.batchSize()) {
            batches.add(records.subList(from, Math.min(records.size(), from + options.batchSize())));
        }
        return batches;
    }

    /** Long and short batches alternate at random; a short last batch stays last. */
    private void shuffleFullBatches(List<List<StagedRecord>> batches, long number) {
        boolean shortLast = batches.get(batches.size() - 1).size() < options.batchSize();
        List<List<StagedRecord>> full = shortLast ? batches.subList(0, batches.size() - 1) : batches;
        var random = RowRandom.at(options.seed(), epoch, -100L - number);
        for (int i = full.size() - 1; i > 0; i--) {
            Collections.swap(full, i, random.nextInt(i + 1));
        }
    }
}
