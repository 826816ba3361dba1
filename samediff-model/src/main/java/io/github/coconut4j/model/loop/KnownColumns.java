package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.dropout.Drop;
import io.github.coconut4j.model.dropout.DropPlaces;
import io.github.coconut4j.model.graph.Slices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The columns of a batch of fixed sizes, time-major. What all rows have alike in their masks is known now and a constant of the graph. */
final class KnownColumns implements Columns {
    private final LoopShape shape;
    private final LoopInputs inputs;
    private final boolean bottleneck;
    private final boolean repeatFirst;
    private final int first;
    private final DropPlaces drops;
    private final SameDiff sd;
    private final Map<String, SDVariable> constants = new HashMap<>();

    /**
     * The columns of some inputs.
     *
     * @param first the first column whose hidden state is read
     * @param drops places at which numbers are left out; null for none
     */
    KnownColumns(LoopShape shape, LoopInputs inputs, LoopOptions options, int first, DropPlaces drops) {
        this.shape = shape;
        this.inputs = inputs;
        this.bottleneck = options.bottleneck() && shape.thoughts() > 0;
        this.repeatFirst = options.repeatFirst();
        this.first = first;
        this.drops = drops;
        this.sd = inputs.ids().getSameDiff();
    }

    @Override
    public int thoughts() {
        return shape.thoughts();
    }

    @Override
    public SDVariable ids() {
        return inputs.ids();
    }

    private int begin(int pass) {
        return pass == 0 ? 0 : shape.question() + pass - 1;
    }

    private int end(int pass) {
        return pass == shape.thoughts() ? shape.columns() : shape.question() + pass;
    }

    /** How many of a pass's last columns are read; the last one is fed back in any case. */
    private int outputs(int pass) {
        return Math.max(1, end(pass) - Math.max(begin(pass), first));
    }

    @Override
    public boolean isRead(int pass) {
        return end(pass) > first;
    }

    @Override
    public SDVariable question(SDVariable words) {
        return shape.thoughts() == 0 ? words : columns(words, 0, shape.question());
    }

    @Override
    public Pass pass(int number, KeyValues past) {
        int begin = begin(number);
        int end = end(number);
        SDVariable positions =
                Slices.range(inputs.positions(), 1, 0, (long) begin * shape.rows(), (long) end * shape.rows());
        Drop drop = drops == null ? Drop.NONE : drops.of(shape.rows(), end - begin, end);
        return new Pass(shape.rows(), end - begin, outputs(number), positions, mask(end), past, drop);
    }

    @Override
    public SDVariable last(int pass, SDVariable hidden, SDVariable before) {
        int outputs = outputs(pass);
        SDVariable state = outputs == 1 ? hidden : columns(hidden, outputs - 1, outputs);
        if (!repeatFirst || before == null) {
            return state;
        }
        return shape.ragged() ? LatentLoop.feedBack(before, state, hasThought(pass)) : before;
    }

    /** Which rows have a thought before this one; in a ragged batch a row may come to its first late, {@code [B, 1]}. */
    private SDVariable hasThought(int thought) {
        SDVariable has = isLatent(0);
        for (int earlier = 1; earlier < thought; earlier++) {
            has = has.add(isLatent(earlier).mul(has.mul(-1).add(1)));
        }
        return has;
    }

    @Override
    public SDVariable behind(int thought, SDVariable state, SDVariable words) {
        int column = shape.question() + thought;
        SDVariable next = shape.ragged()
                ? LatentLoop.feedBack(state, columns(words, column, column + 1), isLatent(thought))
                : state;
        if (thought < shape.thoughts() - 1 || shape.answer() == 0) {
            return next;
        }
        int answer = shape.wordColumns() - shape.answer();
        return sd.concat(0, next, columns(words, answer, answer + shape.answer()));
    }

    private SDVariable isLatent(int thought) {
        return columns(inputs.latent(), thought, thought + 1);
    }

    /** Columns begin .. end of time-major rows. */
    private SDVariable columns(SDVariable rows, int begin, int end) {
        return Slices.range(rows, 2, 0, (long) begin * shape.rows(), (long) end * shape.rows());
    }

    /** Causal and padding mask of a pass that ends before a column; with a bottleneck, columns behind the thoughts of their row do not see its question. */
    private Pass.Mask mask(int end) {
        SDVariable padded = sd.reshape(Slices.range(inputs.padding(), 2, 1, 0, end), shape.rows(), 1, 1, end);
        Map<Integer, SDVariable> byRow = new HashMap<>(); // the same for all layers
        return (scores, queries) -> {
            boolean behind = bottleneck && !shape.ragged() && end > shape.question() + shape.thoughts();
            SDVariable visible = queries == 1 && !behind ? scores : scores.add(hiddenFromAll(queries, end, behind));
            if (bottleneck && shape.ragged() && end > shape.question()) {
                visible = visible.add(byRow.computeIfAbsent(queries, count -> questionByRow(end - count, end)));
            }
            return visible.add(padded);
        };
    }

    /** What is hidden in every row alike, {@code [queries, keys]}. */
    private SDVariable hiddenFromAll(int queries, int keys, boolean behind) {
        int lastThought = shape.question() + shape.thoughts() - 1;
        String name = behind
                ? "bottleneck_" + shape.question() + "_" + shape.thoughts() + "_" + queries + "_" + keys
                : "causal_" + queries + "_" + keys;
        return constant(name, () -> {
            SameDiff known = SameDiff.create();
            DataType type = inputs.padding().dataType();
            SDVariable query = known.constant(Nd4j.arange(keys - queries, keys).reshape(queries, 1));
            SDVariable key = known.constant(Nd4j.arange(keys).reshape(1, keys));
            SDVariable later = Visibility.later(query, key, type);
            SDVariable hidden = behind
                    ? later.add(Visibility.question(
                            Visibility.isAbove(query, known.constant(Nd4j.scalar((float) lastThought)), type),
                            Visibility.isAbove(known.constant(Nd4j.scalar((float) shape.question())), key, type)))
                    : later;
            return hidden.eval();
        });
    }

    /** The question hidden from the columns that are behind the thoughts of their own row, {@code [B, 1, queries, keys]}. */
    private SDVariable questionByRow(int begin, int end) {
        SDVariable thinks = isLatent(0);
        List<SDVariable> behind = new ArrayList<>();
        for (int column = begin; column < end; column++) {
            int thought = column - shape.question();
            behind.add(thought < shape.thoughts() ? thinks.sub(isLatent(thought)) : thinks);
        }
        SDVariable queries = behind.size() == 1 ? behind.get(0) : sd.concat(1, behind.toArray(SDVariable[]::new));
        SDVariable keys = constant("question_" + shape.question() + "_" + end, () -> Nd4j.arange(end)
                .lt(shape.question())
                .castTo(inputs.padding().dataType()));
        return Visibility.question(
                sd.reshape(queries, shape.rows(), 1, end - begin, 1), sd.reshape(keys, 1, 1, 1, end));
    }

    private SDVariable constant(String name, Supplier<INDArray> numbers) {
        return constants.computeIfAbsent(name, key -> inGraph(key, numbers.get()));
    }

    /** A constant that is in the graph once: found by name, taken for what it is by its numbers. */
    private SDVariable inGraph(String name, INDArray value) {
        String typed = name + "_" + inputs.padding().dataType().name().toLowerCase(Locale.ROOT);
        if (!sd.hasVariable(typed)) {
            return sd.constant(typed, value);
        }
        SDVariable there = sd.getVariable(typed);
        return there.isConstant() && there.getArr().equals(value) ? there : sd.constant(value);
    }
}
