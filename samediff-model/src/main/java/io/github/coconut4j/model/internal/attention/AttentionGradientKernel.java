package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.loops.LaneLoops;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.LaneColumns;
import io.github.coconut4j.model.internal.steps.LaneScratch;
import io.github.coconut4j.model.internal.steps.Lanes;
import io.github.coconut4j.model.internal.steps.Step;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/** The backward pass of {@link AttentionKernel} down to the scores, for many rows and heads at once. */
final class AttentionGradientKernel implements Step {
    private final Lanes gradients;
    private final Lanes weights;
    private final LaneColumns values;
    private final Lanes scores;
    private final List<BitSet> hidden;
    private final float scale;
    private final String name;

    private final float[][] gradient;
    private final float[][] weight;
    private final float[][] score;
    private final float[] inner;

    /**
     * Binds the backward pass to memory.
     *
     * @param place where each value lives
     */
    AttentionGradientKernel(AttentionGradient task, Function<Value, View> place, LaneScratch scratch) {
        this.gradients = new Lanes(place.apply(task.gradient()), scratch);
        this.weights = new Lanes(place.apply(task.weights()), scratch);
        this.hidden = task.hidden();
        this.values = LaneColumns.of(task.values(), place, hidden.size() == 1, scratch, 0);
        this.scores = new Lanes(place.apply(task.scores()), scratch);
        this.scale = (float) task.scale();
        this.gradient = gradients.column(scratch, 2, 0);
        this.weight = weights.column(scratch, 3, 0);
        this.score = scores.column(scratch, 4, 0);
        this.inner = new float[score[0].length];
        this.name = "attention gradient %d to %d, %d lanes".formatted(hidden.size(), score.length, inner.length);
    }

    @Override
    public void run() {
        for (int column = 0; column < values.count(); column++) {
            values.load(column);
        }
        for (int i = 0; i < hidden.size(); i++) {
            gradients.load(i, gradient);
            weights.load(i, weight);
            score(hidden.get(i));
            scores.store(i, score);
        }
    }

    private void score(BitSet unseen) {
        Arrays.fill(inner, 0);
        for (int column = 0; column < score.length; column++) {
            Arrays.fill(score[column], 0);
            if (!unseen.get(column)) {
                LaneLoops.addDot(gradient, values.get(column, 0), score[column]);
                LaneLoops.addProduct(score[column], weight[column], inner, inner.length);
            }
        }
        for (int column = 0; column < score.length; column++) {
            if (!unseen.get(column)) {
                LaneLoops.scaledDifference(score[column], inner, weight[column], scale, score[column], inner.length);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }
}
