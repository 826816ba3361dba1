package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.dropout.DropPlaces;
import io.github.coconut4j.model.graph.Slices;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;

/**
 * The chain of continuous thought (Hao et al. 2024, arXiv 2412.06769, section 3) around any {@link Decoder}, unrolled and differentiable.
 *
 * <p>The first pass runs the question. Its last hidden state, after the final norm, becomes the embedding of the first latent column; a pass over that one
 * column gives the next thought, and so on. The last latent and all columns behind it run together in the final pass. Every pass computes only its own columns and
 * reads the keys and values of the earlier ones.
 */
public final class LatentLoop {
    private final Decoder decoder;
    private final LoopShape shape;
    private final LoopOptions options;
    private final DropPlaces drops;

    private LatentLoop(Decoder decoder, LoopShape shape, LoopOptions options, DropPlaces drops) {
        this.decoder = decoder;
        this.shape = shape;
        this.options = options;
        this.drops = drops;
    }

    /**
     * {@return the loop of Coconut around a decoder}
     *
     * @param decoder runs each pass
     * @param shape sizes of the batches
     */
    public static LatentLoop over(Decoder decoder, LoopShape shape) {
        return new LatentLoop(decoder, shape, LoopOptions.STANDARD, null);
    }

    /**
     * {@return the same loop with these options}
     *
     * @param other how it differs from that of the paper
     */
    public LatentLoop with(LoopOptions other) {
        return new LatentLoop(decoder, shape, other, drops);
    }

    /**
     * {@return the same loop with numbers left out at random, as it is trained; the places are collected here}
     *
     * @param places collects where numbers are left out; a collection of its own for each graph
     */
    public LatentLoop with(DropPlaces places) {
        return new LatentLoop(decoder, shape, options, places);
    }

    /** {@return the same loop without gradient through time: a thought that is fed back is a constant for the backward pass} */
    public LatentLoop stopGradient() {
        return with(new LoopOptions(true, options.bottleneck(), options.repeatFirst()));
    }

    /** {@return the same loop with the question hidden from everything behind the last thought} */
    public LatentLoop bottleneck() {
        return with(new LoopOptions(options.stopGradient(), true, options.repeatFirst()));
    }

    /** {@return the same loop with the first thought of a row in the place of all its thoughts} */
    public LatentLoop repeatFirst() {
        return with(new LoopOptions(options.stopGradient(), options.bottleneck(), true));
    }

    /** {@return the sizes of a batch} */
    public LoopShape shape() {
        return shape;
    }

    /** The loop itself, over columns of any kind: hidden states after the final norm of all passes that are read. */
    static SDVariable run(Decoder decoder, Columns columns, boolean stopGradient, KeyValues past) {
        SDVariable words = decoder.embed(columns.ids());
        List<SDVariable> read = new ArrayList<>();
        SDVariable next = columns.question(words);
        SDVariable state = null;
        for (int thought = 0; ; thought++) {
            SDVariable hidden = decoder.run(next, columns.pass(thought, past));
            if (columns.isRead(thought)) {
                read.add(hidden);
            }
            if (thought == columns.thoughts()) {
                return read.size() == 1 ? read.get(0) : words.getSameDiff().concat(0, read.toArray(SDVariable[]::new));
            }
            SDVariable last = columns.last(thought, hidden, state);
            state = stopGradient ? constant(last) : last;
            next = columns.behind(thought, state, words);
        }
    }

    private static SDVariable constant(SDVariable state) {
        return new StopGradient(state.getSameDiff(), state).outputVariable();
    }

    /**
     * Feeds states back where columns are latent; the others keep their token.
     *
     * @param states hidden states of the columns before, {@code [N, D]}
     * @param words embeddings of the columns' tokens, {@code [N, D]}
     * @param isLatent 1 or 0, {@code [N, 1]}
     */
    static SDVariable feedBack(SDVariable states, SDVariable words, SDVariable isLatent) {
        return states.mul(isLatent).add(words.mul(isLatent.mul(-1).add(1)));
    }

    /**
     * {@return hidden states after the final norm of the columns from {@code first} on, {@code [(S - first) * B, D]}, time-major} What nobody reads is not
     * computed.
     *
     * @param inputs of a batch of these sizes
     * @param first 0 for all columns; at most S - 1
     * @param past receives the keys and values of all columns
     */
    public SDVariable hidden(LoopInputs inputs, int first, KeyValues past) {
        if (first < 0 || first >= shape.columns()) {
            throw new ModelException(
                    "Column " + first + " does not exist in a batch of " + shape.columns() + " columns.");
        }
        KnownColumns columns = new KnownColumns(shape, inputs, options, first, drops);
        return run(decoder, columns, options.stopGradient(), past);
    }

    /**
     * {@return logits of the columns from {@code first} on, {@code [(S - first) * B, V]}, time-major}
     *
     * @param inputs of a batch of these sizes
     * @param first 0 for all columns; at most S - 1
     */
    public SDVariable logits(LoopInputs inputs, int first) {
        return decoder.logits(hidden(inputs, first, new KeyValues()));
    }

    /**
     * {@return cross-entropy summed over the labelled tokens, a scalar} The LM head runs on the labelled rows only.
     *
     * <p>A sum, not a mean: parts of a batch then add up exactly, and it is the one form whose gradient SameDiff's own differentiation gets right.
     *
     * @param inputs of a batch of these sizes
     * @param labels which rows predict what
     */
    public SDVariable loss(LoopInputs inputs, LoopLabels labels) {
        SDVariable hidden = hidden(inputs, labels.first(), new KeyValues());
        long dense = (long) (shape.columns() - 1 - labels.first()) * shape.rows();
        SDVariable predicting = labels.rows() == null
                ? Slices.range(hidden, 2, 0, 0, dense)
                : hidden.getSameDiff().gather(hidden, labels.rows(), 0);
        SDVariable logits = decoder.logits(predicting);
        SDVariable tokens = logits.getSameDiff().loss.sparseSoftmaxCrossEntropy(logits, labels.targets());
        return tokens.mul(labels.weights()).sum();
    }
}
