package io.github.coconut4j.curriculum.internal;

/** From scores to log-probabilities. */
public final class LogProbabilities {
    private LogProbabilities() {}

    /** The log of the softmax, {@code [V]}. */
    public static double[] of(float[] logits) {
        double highest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - highest);
        }
        double log = highest + Math.log(sum);
        double[] probabilities = new double[logits.length];
        for (int id = 0; id < logits.length; id++) {
            probabilities[id] = logits[id] - log;
        }
        return probabilities;
    }

    /** Kullback-Leibler divergence of a distribution from another, both as logs, in nats; by rounding alone it may be a little below 0. */
    public static double divergence(double[] p, double[] q) {
        double nats = 0;
        for (int word = 0; word < p.length; word++) {
            double share = Math.exp(p[word]);
            nats += share == 0 ? 0 : share * (p[word] - q[word]);
        }
        return nats;
    }
}
