package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.internal.stage.Prefetch;
import io.github.coconut4j.data.record.ProblemRecordReader;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.NoSuchElementException;
import org.datavec.api.transform.TransformProcess;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Batches, epoch by epoch, as ND4J's iterator: the records of a {@link ProblemRecordReader}, staged by a DataVec transform
 * ({@link Staging#training}); the arrays are those of {@link Batches#training}.
 *
 * <p>One pass of {@link #hasNext} and {@link #next} is one epoch; {@link #reset()} after a pass starts the next epoch,
 * with an order (and, from a generator, problems) of its own. {@link #start} goes to any batch of any epoch, which is how
 * a run resumes. The same seed gives the same batches, with or without prefetching.
 *
 * <p>Memory: one window of {@link BatchOptions#bucketBatches()} batches. Whoever opens it closes it, which ends the
 * prefetch thread. Not for several threads.
 */
public final class StagedDataSetIterator implements MultiDataSetIterator, AutoCloseable {
    private static final long serialVersionUID = 1L;

    private final transient ProblemSource source;
    private final transient TransformProcess staging;
    private final int padId;
    private final transient BatchOptions options;
    private final transient Prefetch prefetch;
    private transient MultiDataSetPreProcessor preProcessor;
    private int epoch;
    private long batches;

    /**
     * An iterator at the beginning of epoch 0.
     *
     * @param source stays open, its owner closes it
     * @param rule how each row of each epoch is written down
     * @param encoder writes the rows down
     * @param options sizes, seed, order
     */
    public StagedDataSetIterator(ProblemSource source, ProblemEncoder encoder, LayoutRule rule, BatchOptions options) {
        this.source = source;
        staging = Staging.training(encoder, rule);
        padId = encoder.tokenizer().pad();
        this.options = options;
        prefetch = new Prefetch(options.prefetch());
        start(0, 0);
    }

    /**
     * Goes to a batch of an epoch.
     *
     * @param atEpoch from 0
     * @param position number of batches of that epoch that are left out because they have been seen already
     */
    public void start(int atEpoch, long position) {
        start(atEpoch, position, Long.MAX_VALUE);
    }

    /**
     * Goes to a batch of an epoch that is not for this iterator alone.
     *
     * @param atEpoch from 0
     * @param position number of its first batch
     * @param end number of the batch before which it ends, if the epoch has so many
     */
    public void start(int atEpoch, long position, long end) {
        epoch = atEpoch;
        EpochBatches epochBatches = new EpochBatches(source, staging, padId, options, epoch);
        batches = epochBatches.count();
        prefetch.start(epochBatches::batch, position, Math.min(end, batches));
    }

    /**
     * The epoch it is in.
     *
     * @return from 0
     */
    public int epoch() {
        return epoch;
    }

    /**
     * Number of batches of this epoch that have been delivered.
     *
     * @return from 0 to {@link #batchesPerEpoch()}
     */
    public long position() {
        return prefetch.position();
    }

    /**
     * The rows of the source that a batch of this epoch is made of, in its order; the position does not change.
     *
     * @param batch number of the batch, from 0
     * @return numbers in the source, from 0
     */
    public long[] rows(long batch) {
        return new EpochBatches(source, staging, padId, options, epoch).rows(batch);
    }

    /**
     * Number of batches in an epoch.
     *
     * @return a last, shorter one counted unless it is left out
     */
    public long batchesPerEpoch() {
        return batches;
    }

    @Override
    public boolean hasNext() {
        return !prefetch.isAtEnd();
    }

    @Override
    public MultiDataSet next() {
        if (!hasNext()) {
            throw new NoSuchElementException("epoch " + epoch + " has no more than " + batches + " batches");
        }
        MultiDataSet batch = prefetch.take();
        if (preProcessor != null) {
            preProcessor.preProcess(batch);
        }
        return batch;
    }

    /** Batches have the size they were asked for when the iterator was made. */
    @Override
    public MultiDataSet next(int rows) {
        if (rows != options.batchSize()) {
            throw new UnsupportedOperationException("batches have " + options.batchSize() + " rows, not " + rows);
        }
        return next();
    }

    /** Starts the next epoch; at the very beginning of an epoch it changes nothing. */
    @Override
    public void reset() {
        if (position() > 0) {
            start(epoch + 1, 0);
        }
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    /** False: it prefetches by itself. */
    @Override
    public boolean asyncSupported() {
        return false;
    }

    @Override
    public void setPreProcessor(MultiDataSetPreProcessor processor) {
        preProcessor = processor;
    }

    @Override
    public MultiDataSetPreProcessor getPreProcessor() {
        return preProcessor;
    }

    /** Ends the prefetch thread. */
    @Override
    public void close() {
        prefetch.close();
    }

    /**
     * ND4J's interface is serializable, an iterator over files and threads is not.
     *
     * @throws NotSerializableException always
     */
    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(getClass().getName());
    }
}
