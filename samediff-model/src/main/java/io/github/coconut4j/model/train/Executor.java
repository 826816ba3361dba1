package io.github.coconut4j.model.train;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.generate.ThoughtListener;
import io.github.coconut4j.model.internal.plan.Plan;
import io.github.coconut4j.model.loop.LoopShape;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.LabelShape;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.run.PlanRoom;
import io.github.coconut4j.model.run.Streams;
import io.github.coconut4j.model.run.TokenBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Computes losses and gradients of a model over batches. The rows of a batch are split over streams, each of which runs a compiled plan; plans are made once for
 * each size of batch and kept.
 *
 * <p>A batch is a {@code MultiDataSet} of int arrays {@code [B, S]}: features input_ids, attention_mask, position_ids; labels with -100 where nothing is to be
 * predicted. The first latent of every row stands in the same column. Not safe for use by several threads at once.
 */
public final class Executor implements AutoCloseable, PlanRoom.Holder {
    /** Plans kept per stream. */
    private static final int PLANS = 24;

    /** Below this share of labelled rows the LM head runs on picked rows instead of whole columns. */
    private static final double DENSE = 0.75;

    private final Model model;
    private final Streams threads;
    private final List<Stream> streams = new ArrayList<>();
    private final Map<LoopPlan.Key, LoopPlan.Blueprint> blueprints = new ConcurrentHashMap<>();
    private final Map<LoopPlan.Key, Integer> fitting = new HashMap<>();
    private final ExecutorOptions options;
    private final PlanRoom room;

    public Executor(Model model, ExecutorOptions asked) {
        this.options = asked.here();
        this.model = model;
        this.threads = new Streams(options.streams());
        this.room =
                new PlanRoom(options.memoryForTraining(model.parameters().flat().length()));
        room.add(this);
        for (int i = 0; i < options.streams(); i++) {
            streams.add(new Stream(model, options.mode(), () -> room.left(this) / options.streams()));
        }
    }

    /**
     * A generator for the same model, with the same options, that shares the memory there may be: each lets go of its plans when the other needs the room. The two
     * are not for use at the same time; who asks for it closes it.
     */
    public Generator generator(ThoughtListener... listeners) {
        return new Generator(model, options, room, listeners);
    }

    public Model model() {
        return model;
    }

    /** Loss of a batch; no gradients. */
    public Loss loss(MultiDataSet batch) {
        return run(batch, false);
    }

    /** Loss of a batch; the gradient of its sum is added to {@link #gradients()}. */
    public Loss accumulate(MultiDataSet batch) {
        return run(batch, true);
    }

    /**
     * Makes the plans that a batch is trained with, without running them.
     *
     * @return the memory they take
     * @throws OutOfPlanMemory when that is more than there may be, with the numbers
     */
    public PlanMemory prepare(MultiDataSet dataSet) {
        TokenBatch batch = TokenBatch.of(dataSet, model.config());
        int share = key(batch, true).shape().rows();
        int atOnce = Math.min(batch.rows(), share * streams.size());
        return new PlanMemory(batch.rows(), atOnce, bytes(), room.limit());
    }

    private Loss run(MultiDataSet dataSet, boolean training) {
        TokenBatch batch = TokenBatch.of(dataSet, model.config());
        LoopPlan.Key key = key(batch, training);
        int share = key.shape().rows();
        double sum = 0;
        for (int first = 0; first < batch.rows(); first += share * streams.size()) {
            sum += run(batch, key, first);
        }
        return new Loss(sum, batch.labelled(0, batch.rows()));
    }

    /** One micro-batch: each stream takes its share of the rows from {@code first} on. */
    private double run(TokenBatch batch, LoopPlan.Key key, int first) {
        double[] sums = new double[streams.size()];
        threads.each(stream -> {
            int from = first + stream * key.shape().rows();
            if (from < batch.rows()) {
                sums[stream] = plan(stream, key).run(batch, from);
            }
        });
        double sum = 0;
        for (double part : sums) { // always in the same order
            sum += part;
        }
        return sum;
    }

    private LoopPlan plan(int stream, LoopPlan.Key key) {
        return streams.get(stream).plan(key, k -> blueprints.computeIfAbsent(k, b -> LoopPlan.draw(model, b)), PLANS);
    }

    /** The plan of a batch, compiled; in automatic micro-batches if the whole does not fit. */
    private LoopPlan.Key key(TokenBatch batch, boolean training) {
        int share = (options.microBatch().of(batch.rows()) + streams.size() - 1) / streams.size();
        LoopPlan.Key whole = key(batch, training, share);
        share = fitting.getOrDefault(whole, share);
        while (true) {
            LoopPlan.Key key = key(batch, training, share);
            try {
                compile(batch, key);
                fitting.put(whole, share);
                return key;
            } catch (OutOfPlanMemory tooLarge) {
                if (room.makeFor(this)) {
                    continue;
                }
                if (!options.microBatch().automatic() || share == 1) {
                    throw new OutOfPlanMemory("A batch of %d rows of %d tokens does not fit: %s"
                            .formatted(batch.rows(), batch.columns(), tooLarge.getMessage()));
                }
                share = (share + 1) / 2;
            }
        }
    }

    private void compile(TokenBatch batch, LoopPlan.Key key) {
        if (blueprints.size() > PLANS) { // needed while compiling only
            blueprints.clear();
            fitting.clear();
        }
        for (int stream = 0; stream < streams.size() && stream * key.shape().rows() < batch.rows(); stream++) {
            plan(stream, key);
        }
    }

    /** The sizes of the plan that fits a batch: lengths are rounded up a little, so that few plans serve many batches. */
    private LoopPlan.Key key(TokenBatch batch, boolean training, int share) {
        int question = roundedUp(batch.question());
        int answer = batch.answer() == 0 ? 0 : roundedUp(batch.answer());
        LoopShape shape = new LoopShape(share, question, batch.thoughts(), answer, batch.ragged());
        int first = batch.firstPredicting() + question - batch.question();
        LabelShape dense = new LabelShape(first, 0);
        int most = 0;
        for (int from = 0; from < batch.rows(); from += share) {
            most = Math.max(most, batch.labelled(from, from + share));
        }
        if (most == 0) {
            throw new ModelException("No token of the batch is labelled, so there is nothing to predict.");
        }
        boolean picked = most < DENSE * dense.size(shape);
        return new LoopPlan.Key(shape, picked ? new LabelShape(first, roundedUp(most)) : dense, training);
    }

    /** To a multiple of about a sixteenth: at most 6 % more work. */
    public static int roundedUp(int length) {
        int grain = Math.max(1, Integer.highestOneBit(Math.max(1, length / 16)));
        return (length + grain - 1) / grain * grain;
    }

    /**
     * Gradients of the summed loss since they were last cleared, in the layout of {@link Parameters#flat()}. The array belongs to the executor.
     */
    public INDArray gradients() {
        INDArray total = streams.get(0).gradients().flat();
        for (Stream stream : streams.subList(1, streams.size())) {
            if (stream.hasGradients()) {
                total.addi(stream.gradients().flat());
                stream.gradients().flat().assign(0);
            }
        }
        return total;
    }

    /** The plan a batch is trained with on the first stream, compiled when needed: for looking into, not for running. */
    public Plan plan(MultiDataSet batch) {
        return plan(0, key(TokenBatch.of(batch, model.config()), true)).plan();
    }

    /** Processor seconds by kind of step of the timed runs so far of a batch's plan on the first stream, this one included; the most expensive first. */
    public Map<String, Double> profile(MultiDataSet batch) {
        Plan plan = plan(batch);
        threads.each(stream -> {
            if (stream == 0) {
                plan.runTimed();
            }
        });
        return plan.times();
    }

    /** Bytes of intermediate values held by all streams. */
    @Override
    public long bytes() {
        return streams.stream().mapToLong(stream -> stream.arena().bytes()).sum();
    }

    /** How many plans are kept. */
    public int plans() {
        return streams.stream().mapToInt(Stream::plans).sum();
    }

    /** Closes all plans; they are made again when they are needed. */
    @Override
    public void release() {
        streams.forEach(Stream::release);
    }

    Streams threads() {
        return threads;
    }

    public List<Stream> streams() {
        return streams;
    }

    @Override
    public void close() {
        room.remove(this);
        threads.close();
        streams.forEach(Stream::close);
    }
}
