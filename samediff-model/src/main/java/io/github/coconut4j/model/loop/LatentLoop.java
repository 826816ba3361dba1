package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.ModelException;
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

    private LatentLoop(Decoder decoder, LoopShape shape, LoopOptions options) {
        this.decoder = decoder;
        this.shape = shape;
        this.options = options;
    }

    public static LatentLoop over(Decoder decoder, LoopShape shape) {
        return new LatentLoop(decoder, shape, LoopOptions.STANDARD);
    }

    /** The same loop with these options. */
    public LatentLoop with(LoopOptions other) {
        return new LatentLoop(decoder, shape, other);
    }

    /** The same loop without gradient through time: a thought that is fed back is a constant for the backward pass. */
    public LatentLoop stopGradient() {
        return with(new LoopOptions(true, options.bottleneck()));
    }

    /** The same loop with the question hidden from everything behind the last thought. */
    public LatentLoop bottleneck() {
        return with(new LoopOptions(options.stopGradient(), true));
    }

    public LoopShape shape() {
        return shape;
    }

    /**
     * Hidden states after the final norm of the columns from {@code first} on, {@code [(S - first) * B, D]}, time-major. What nobody reads is not computed.
     *
     * @param past receives the keys and values of all columns
     */
    public SDVariable hidden(LoopInputs inputs, int first, KeyValues past) {
        int columns = shape.columns();
        if (first < 0 || first >= columns) {
            throw new ModelException("Column " + first + " does not exist in a batch of " + columns + " columns.");
        }
        SDVariable words = decoder.embed(inputs.ids());
        List<SDVariable> read = new ArrayList<>();
        SDVariable next = shape.thoughts() == 0 ? words : columns(words, 0, shape.question());
        int begin = 0;
        for (int thought = 0; thought <= shape.thoughts(); thought++) {
            boolean last = thought == shape.thoughts();
            int end = last ? columns : shape.question() + thought;
            int wanted =
                    end - Math.max(begin, first); // zero or less when all columns come before the first one asked for
            int outputs = Math.max(wanted, 1);
            Pass pass = new Pass(
                    shape.rows(),
                    end - begin,
                    outputs,
                    inputs.positions(shape, begin, end),
                    inputs.mask(shape, end, options.bottleneck()),
                    past);
            SDVariable hidden = decoder.run(next, pass);
            if (wanted > 0) {
                read.add(hidden);
            }
            if (!last) {
                SDVariable state = outputs == 1 ? hidden : columns(hidden, outputs - 1, outputs);
                next = feedBack(state, words, thought, inputs);
                begin = end;
            }
        }
        return read.size() == 1 ? read.get(0) : words.getSameDiff().concat(0, read.toArray(SDVariable[]::new));
    }

    /**
     * Logits of the columns from {@code first} on, {@code [(S - first) * B, V]}, time-major.
     */
    public SDVariable logits(LoopInputs inputs, int first) {
        return decoder.logits(hidden(inputs, first, new KeyValues()));
    }

    /**
     * Cross-entropy summed over the labelled tokens, a scalar. The LM head runs on the labelled rows only.
     *
     * <p>A sum, not a mean: parts of a batch then add up exactly, and it is the one form whose gradient SameDiff's own differentiation gets right.
     */
    public SDVariable loss(LoopInputs inputs, LoopLabels labels) {
        SDVariable hidden = hidden(inputs, labels.first(), new KeyValues());
        SDVariable predicting = labels.rows() == null
                ? columns(hidden, 0, shape.columns() - 1 - labels.first())
                : hidden.getSameDiff().gather(hidden, labels.rows(), 0);
        SDVariable logits = decoder.logits(predicting);
        SDVariable tokens = logits.getSameDiff().loss.sparseSoftmaxCrossEntropy(logits, labels.targets());
        return tokens.mul(labels.weights()).sum();
    }

    /** The input of the pass after thought k: the thought itself and, behind the last one, the words of the answer. */
    private SDVariable feedBack(SDVariable state, SDVariable words, int thought, LoopInputs inputs) {
        int column = shape.question() + thought;
        SDVariable next =
                options.stopGradient() ? new StopGradient(state.getSameDiff(), state).outputVariable() : state;
        if (shape.ragged()) { // rows that have fewer latents keep their token
            SDVariable latent = inputs.isLatent(shape, thought);
            SDVariable token = columns(words, column, column + 1);
            next = next.mul(latent).add(token.mul(latent.mul(-1).add(1)));
        }
        if (thought < shape.thoughts() - 1 || shape.answer() == 0) {
            return next;
        }
        int answer = shape.wordColumns() - shape.answer();
        return words.getSameDiff().concat(0, next, columns(words, answer, answer + shape.answer()));
    }

    /** Columns begin .. end of time-major rows. */
    private SDVariable columns(SDVariable rows, int begin, int end) {
        return Slices.range(rows, 2, 0, (long) begin * shape.rows(), (long) end * shape.rows());
    }
}
