package io.github.coconut4j.model.train;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The numbers of one AdamW step, in arrays that the ops are bound to once. */
final class AdamWScalars implements AutoCloseable {
    private final AdamWConfig config;
    private final INDArray gradientScale = Nd4j.scalar(1f);
    private final INDArray learningRate = Nd4j.scalar(0f);
    private final INDArray keep = Nd4j.scalar(1f);
    private final INDArray beta1;
    private final INDArray beta2;
    private final INDArray epsilon = Nd4j.scalar(0f);

    AdamWScalars(AdamWConfig config) {
        this.config = config;
        this.beta1 = Nd4j.scalar((float) config.beta1());
        this.beta2 = Nd4j.scalar((float) config.beta2());
    }

    /**
     * Sets the numbers of a step. The bias corrections are folded into rate and epsilon, so that the op can be told once that it has run for ever.
     *
     * @param step counted from 1
     * @param scale what gradients are multiplied with
     */
    void set(double rate, double step, double scale) {
        double secondCorrection = Math.sqrt(1 - Math.pow(config.beta2(), step));
        gradientScale.putScalar(0, scale);
        learningRate.putScalar(0, rate * secondCorrection / (1 - Math.pow(config.beta1(), step)));
        epsilon.putScalar(0, config.epsilon() * secondCorrection);
        keep.putScalar(0, 1 - rate * config.weightDecay());
    }

    INDArray gradientScale() {
        return gradientScale;
    }

    /** 1 minus learning rate times weight decay. */
    INDArray keep() {
        return keep;
    }

    /** Learning rate, betas, epsilon: the order {@code adam_updater} reads them in. */
    List<INDArray> adam() {
        return List.of(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public void close() {
        List.of(gradientScale, learningRate, keep, beta1, beta2, epsilon).forEach(INDArray::close);
    }
}
