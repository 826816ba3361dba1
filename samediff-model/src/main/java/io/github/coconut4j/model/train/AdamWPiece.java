package io.github.coconut4j.model.train;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** A run of consecutive parameters with everything AdamW needs for them, the ops bound once. */
final class AdamWPiece implements AutoCloseable {
    /** So many steps that both bias corrections are 1; the real ones are in the learning rate. */
    private static final long FOR_EVER = Integer.MAX_VALUE;

    private final INDArray gradient;
    private final List<Runnable> collect = new ArrayList<>();
    private final List<Runnable> update = new ArrayList<>();
    private final Runnable clear;
    private final INDArray zero = Nd4j.scalar(0f);
    private final List<OpContext> contexts = new ArrayList<>();

    /**
     * Binds the ops.
     *
     * @param gradients one per stream, added up in the first
     */
    AdamWPiece(
            INDArray weights,
            INDArray first,
            INDArray second,
            List<INDArray> gradients,
            AdamWScalars scalars,
            boolean decays) {
        this.gradient = gradients.get(0);
        this.clear = op("assign", List.of(gradient, zero), List.of(gradient));
        for (INDArray other : gradients.subList(1, gradients.size())) {
            collect.add(op("add", List.of(gradient, other), List.of(gradient)));
            collect.add(op("assign", List.of(other, zero), List.of(other)));
        }
        update.add(op("multiply", List.of(gradient, scalars.gradientScale()), List.of(gradient)));
        List<INDArray> adam = new ArrayList<>(List.of(gradient, second, first));
        adam.addAll(scalars.adam());
        update.add(op("adam_updater", adam, List.of(gradient, second, first), FOR_EVER));
        if (decays) {
            update.add(op("multiply", List.of(weights, scalars.keep()), List.of(weights)));
        }
        update.add(op("subtract", List.of(weights, gradient), List.of(weights)));
        update.add(clear);
    }

    private Runnable op(String name, List<INDArray> inputs, List<INDArray> outputs, long... integers) {
        CustomOp op = DynamicCustomOp.builder(name).build();
        OpContext context = Nd4j.getExecutioner().buildContext();
        context.setInputArrays(inputs.toArray(INDArray[]::new));
        context.setOutputArrays(outputs.toArray(INDArray[]::new));
        context.setIArguments(integers);
        contexts.add(context);
        return () -> Nd4j.getExecutioner().exec(op, context);
    }

    /** Adds the streams' gradients up; gives the sum of their squares. */
    double collect() {
        collect.forEach(Runnable::run);
        double norm = Nd4j.getBlasWrapper().level1().nrm2(gradient);
        return norm * norm;
    }

    void update() {
        update.forEach(Runnable::run);
    }

    void clear() {
        clear.run();
    }

    @Override
    public void close() {
        contexts.forEach(
                OpContext::purge); // frees what they hold; libnd4j frees the contexts themselves when they are garbage
        zero.close();
    }
}
