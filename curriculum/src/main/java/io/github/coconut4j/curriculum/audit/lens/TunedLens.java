package io.github.coconut4j.curriculum.audit.lens;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * An affine map from states below a layer to states that the LM head reads as it would read those above the last (Belrose et al. 2023, here behind the final norm, where the
 * search is convex): it minimises the mean Kullback-Leibler divergence of what is read through it from what the model says, by Adam on all states at once, from the identity, where
 * it is the logit lens. Holds native memory.
 */
final class TunedLens implements AutoCloseable {
    private static final int STEPS = 400;
    private static final double RATE = 0.02;

    private final INDArray map;

    private TunedLens(INDArray map) {
        this.map = map;
    }

    /**
     * Learns from states.
     *
     * @param states {@code [M, D] double}
     * @param said what the model says in the same columns, {@code [M, V]} shares of the words
     * @param head of the language model, {@code [V, D] double}
     */
    static TunedLens learn(INDArray states, INDArray said, INDArray head) {
        TunedLens lens = logit(states.size(1));
        try (INDArray x = withOne(states);
                INDArray moved = Nd4j.create(DataType.DOUBLE, states.shape());
                INDArray wrong = Nd4j.create(DataType.DOUBLE, said.shape());
                INDArray back = moved.like();
                INDArray gradient = lens.map.like();
                INDArray moments = Nd4j.create(DataType.DOUBLE, 1, 2 * lens.map.length())) {
            Adam adam = new Adam(RATE);
            GradientUpdater<?> updater = adam.instantiate(moments, true);
            for (int step = 0; step < STEPS; step++) {
                Nd4j.gemm(x, lens.map, moved, false, false, 1, 0);
                Nd4j.gemm(moved, head, wrong, false, true, 1, 0);
                Transforms.softmax(wrong, false);
                wrong.subi(said); // gradient of the divergence by the scores
                Nd4j.gemm(wrong, head, back, false, false, 1, 0);
                Nd4j.gemm(x, back, gradient, true, false, 1.0 / states.size(0), 0);
                adam.setLearningRate(RATE * (1 - (double) step / STEPS));
                updater.applyUpdater(gradient, step, 0);
                lens.map.subi(gradient);
            }
        }
        return lens;
    }

    /** What the head reads from the states themselves. */
    static TunedLens logit(long width) {
        return new TunedLens(Nd4j.vstack(Nd4j.eye(width).castTo(DataType.DOUBLE), Nd4j.zeros(DataType.DOUBLE, 1, width))
                .dup('c'));
    }

    /** What is read from states, {@code [M, V]} shares of the words. */
    INDArray read(INDArray states, INDArray head) {
        try (INDArray x = withOne(states);
                INDArray moved = x.mmul(map)) {
            return said(moved, head);
        }
    }

    private static INDArray withOne(INDArray states) {
        return Nd4j.hstack(states, Nd4j.ones(DataType.DOUBLE, states.size(0), 1))
                .dup('c');
    }

    /** What the head reads: softmax of the scores of the words, {@code [M, V]}. */
    static INDArray said(INDArray states, INDArray head) {
        return Transforms.softmax(Nd4j.gemm(states, head, false, true), false);
    }

    @Override
    public void close() {
        map.close();
    }
}
