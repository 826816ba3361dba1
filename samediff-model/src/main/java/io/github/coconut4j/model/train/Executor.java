package io.github.coconut4j.model.train;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.dropout.Dropout;
import io.github.coconut4j.model.internal.plan.Plan;
import io.github.coconut4j.model.internal.run.LabelShape;
import io.github.coconut4j.model.internal.run.Lengths;
import io.github.coconut4j.model.internal.run.PlanCache;
import io.github.coconut4j.model.internal.run.Streams;
import io.github.coconut4j.model.internal.run.TokenBatch;
import io.github.coconut4j.model.loop.LoopShape;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;
import io.github.coconut4j.model.run.ModelRuntime;
import io.github.coconut4j.model.run.PlanMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Computes losses and gradients of a model over batches. The rows of a batch are split over streams, each of which runs a compiled plan; plans are made once for
 * each size of batch and kept.
 *
 * <p>A batch is a {@code MultiDataSet} of int arrays {@code [B, S]}: features input_ids, attention_mask, position_ids; labels with -100 where nothing is to be
 * predicted. The first latent of every row stands in the same column. Not safe for use by several threads at once.
 */
public final class Executor implements AutoCloseable {
    private final ModelRuntime runtime;
    private final Model model;
    private final Dropout dropout;
    private final double headCost;
    private final List<Stream> streams = new ArrayList<>();
    private final PlanCache<LoopPlan.Key, LoopPlan.Blueprint, LoopPlan> plans;

    /**
     * An executor that leaves nothing out.
     *
     * @param model whose weights are read; they stay its own
     * @param asked streams, mode and memory; a device takes one stream whatever is asked
     */
    public Executor(Model model, ExecutorOptions asked) {
        this(model, asked, Dropout.NONE);
    }

    /**
     * An executor that leaves numbers out at random where it computes gradients.
     *
     * @param model whose weights are read; they stay its own
     * @param asked streams, mode and memory; a device takes one stream whatever is asked
     * @param dropout shares that are left out
     */
    public Executor(Model model, ExecutorOptions asked, Dropout dropout) {
        this.dropout = dropout;
        this.runtime = ModelRuntime.forTraining(model, asked);
        this.model = model;
        this.headCost = headCost(model.config());
        for (int i = 0; i < runtime.options().streams(); i++) {
            streams.add(new Stream(model));
        }
        this.plans = new PlanCache<>(runtime, new Plans());
    }

    /** {@return what generators beside it are made with, so that they share its memory} */
    public ModelRuntime runtime() {
        return runtime;
    }

    /** {@return the model it computes with} */
    public Model model() {
        return model;
    }

    /**
     * {@return loss of a batch; no gradients, and nothing is left out}
     *
     * @param batch features and labels as above
     */
    public Loss loss(MultiDataSet batch) {
        return run(batch, false, 0);
    }

    /**
     * {@return loss of a batch; the gradient of its sum is added to {@link #gradients()}} With dropout, the same is left out at every call.
     *
     * @param batch as {@link #loss} takes it
     */
    public Loss accumulate(MultiDataSet batch) {
        return accumulate(batch, 0);
    }

    /**
     * The same with other numbers left out.
     *
     * @param batch as {@link #loss} takes it
     * @param noise of the step; what is left out depends on it, on the row of the batch, and on where in the text and in the decoder it stands
     * @return its loss
     */
    public Loss accumulate(MultiDataSet batch, long noise) {
        return run(batch, true, noise);
    }

    /**
     * Makes the plans that a batch is trained with, without running them.
     *
     * @param dataSet a batch as {@link #loss} takes it
     * @return the memory they take
     * @throws OutOfPlanMemory when that is more than there may be, with the numbers
     */
    public PlanMemory prepare(MultiDataSet dataSet) {
        TokenBatch batch = TokenBatch.of(dataSet, model.config());
        int share = key(batch, true).shape().rows();
        int atOnce = Math.min(batch.rows(), share * streams.size());
        return new PlanMemory(batch.rows(), atOnce, bytes(), runtime.room().limit());
    }

    private Loss run(MultiDataSet dataSet, boolean training, long noise) {
        TokenBatch batch = TokenBatch.of(dataSet, model.config());
        LoopPlan.Key key = key(batch, training);
        int share = key.shape().rows();
        double sum = 0;
        for (int first = 0; first < batch.rows(); first += share * streams.size()) {
            sum += run(batch, key, first, noise);
        }
        return new Loss(sum, batch.labelled(0, batch.rows()));
    }

    /** One micro-batch: each stream takes its share of the rows from {@code first} on. */
    private double run(TokenBatch batch, LoopPlan.Key key, int first, long noise) {
        double[] sums = new double[streams.size()];
        threads().each(stream -> {
            int from = first + stream * key.shape().rows();
            if (from < batch.rows()) {
                sums[stream] = plans.plan(stream, key).run(batch, from, noise);
            }
        });
        double sum = 0;
        for (double part : sums) { // always in the same order
            sum += part;
        }
        return sum;
    }

    /** The plan of a batch, compiled; in automatic micro-batches if the whole does not fit. */
    private LoopPlan.Key key(TokenBatch batch, boolean training) {
        MicroBatch microBatch = runtime.options().microBatch();
        int share = (microBatch.of(batch.rows()) + streams.size() - 1) / streams.size();
        try {
            return plans.fit(batch.rows(), share, microBatch.automatic(), rows -> key(batch, training, rows));
        } catch (OutOfPlanMemory tooLarge) {
            throw new OutOfPlanMemory("A batch of %d rows of %d tokens does not fit: %s"
                    .formatted(batch.rows(), batch.columns(), tooLarge.getMessage()));
        }
    }

    /** The sizes of the plan that fits a batch: lengths are rounded up a little, so that few plans serve many batches. */
    private LoopPlan.Key key(TokenBatch batch, boolean training, int share) {
        int question = Lengths.roundedUp(batch.question());
        int answer = batch.answer() == 0 ? 0 : Lengths.roundedUp(batch.answer());
        LoopShape shape = new LoopShape(share, question, batch.thoughts(), answer, batch.ragged());
        int most = 0;
        for (int from = 0; from < batch.rows(); from += share) {
            most = Math.max(most, batch.labelled(from, from + share));
        }
        if (most == 0) {
            throw new ModelException("No token of the batch is labelled, so there is nothing to predict.");
        }
        int first = firstPredicting(batch) + question - batch.question();
        return new LoopPlan.Key(shape, LabelShape.of(first, most, shape, headCost), training);
    }

    /** Where rows differ in their thoughts, the first label stands now here, now there. The end of the question will do for all: thoughts are computed anyway. */
    private static int firstPredicting(TokenBatch batch) {
        return batch.ragged() ? Math.min(batch.firstPredicting(), batch.question() - 1) : batch.firstPredicting();
    }

    private static double headCost(ModelConfig config) {
        long blocks = config.decoder().parameters().stream()
                .filter(parameter -> !parameter.hasTokens())
                .mapToLong(ParameterSpec::length)
                .sum();
        return (double) config.vocabulary() * config.width() / Math.max(1, blocks);
    }

    /** {@return gradients of the summed loss since they were last cleared, in the layout of {@link Parameters#trained}} The array belongs to the executor. */
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

    /**
     * {@return the gradient of one parameter, as {@link #gradients()} has it}
     *
     * @param parameter a name among {@link Model#trained}
     */
    public INDArray gradient(String parameter) {
        gradients();
        return streams.get(0).gradients().get(parameter);
    }

    /**
     * {@return whether a batch is trained with operations of the backend alone, without kernels of ours}
     *
     * @param batch as {@link #loss} takes it
     */
    public boolean isStock(MultiDataSet batch) {
        return plan(batch).isStock();
    }

    /**
     * {@return multiplications and additions in the matrix products of a training step, on one stream}
     *
     * @param batch as {@link #loss} takes it
     */
    public long productOperations(MultiDataSet batch) {
        return plan(batch).productOperations();
    }

    /** The plan a batch is trained with on the first stream, compiled when needed. */
    private Plan plan(MultiDataSet batch) {
        return plans.plan(0, key(TokenBatch.of(batch, model.config()), true)).plan();
    }

    /**
     * {@return processor seconds by kind of step of the timed runs so far of a batch's plan on the first stream, this one included; the most expensive first}
     *
     * @param batch as {@link #loss} takes it
     */
    public Map<String, Double> profile(MultiDataSet batch) {
        Plan plan = plan(batch);
        threads().each(stream -> {
            if (stream == 0) {
                plan.runTimed();
            }
        });
        return plan.times();
    }

    /** {@return bytes of intermediate values held by all streams} */
    public long bytes() {
        return plans.bytes();
    }

    /** {@return how many plans are kept} */
    public int plans() {
        return plans.size();
    }

    /** Closes all plans; they are made again when they are needed. */
    public void release() {
        plans.release();
    }

    Streams threads() {
        return plans.threads();
    }

    List<Stream> streams() {
        return streams;
    }

    @Override
    public void close() {
        plans.close();
        streams.forEach(Stream::close);
    }

    /** Plans that add gradients up on each stream and share its memory. */
    private final class Plans implements PlanCache.Maker<LoopPlan.Key, LoopPlan.Blueprint, LoopPlan> {
        @Override
        public LoopPlan.Blueprint draw(LoopPlan.Key sizes) {
            return LoopPlan.draw(model, sizes, dropout);
        }

        @Override
        public LoopPlan compile(int stream, LoopPlan.Blueprint drawn, long limit) {
            Stream own = streams.get(stream);
            own.limit(limit + own.bytes());
            Parameters sums = drawn.key().training() ? own.gradients() : null;
            return LoopPlan.compile(drawn, model, sums, runtime.options().mode(), own);
        }

        @Override
        public long shared(int stream) {
            return streams.get(stream).bytes();
        }

        @Override
        public void release(int stream) {
            streams.get(stream).release();
        }
    }
}
