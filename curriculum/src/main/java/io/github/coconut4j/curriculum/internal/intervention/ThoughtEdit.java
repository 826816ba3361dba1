package io.github.coconut4j.curriculum.internal.intervention;

import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import io.github.coconut4j.data.RowRandom;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Carries out an intervention while problems are asked. What it draws depends on seed, problem and thought alone, not on how problems are batched.
 */
public final class ThoughtEdit implements ThoughtObserver, AutoCloseable {
    /** Added noise has this share of a thought's mean length (the setting of published ablations). */
    private static final double NOISE = 0.5;

    private final Intervention intervention;
    private final RecordedThoughts clean;
    private final IntUnaryOperator donors;
    private final INDArray pause;
    private final long seed;
    private final INDArray mean;
    private final INDArray[] means;
    private final double deviation;

    /**
     * Prepares an intervention.
     *
     * @param clean what the problems think when nobody interferes
     * @param donors whose thoughts a problem is given, for the operators that need a donor
     * @param pause the latent token's embedding {@code [D]}
     */
    public ThoughtEdit(
            Intervention intervention, RecordedThoughts clean, IntUnaryOperator donors, INDArray pause, long seed) {
        this.intervention = intervention;
        this.clean = clean;
        this.donors = donors;
        this.pause = pause;
        this.seed = seed;
        mean = clean.mean();
        means = new INDArray[clean.most()];
        for (int k = 0; k < means.length; k++) {
            means[k] = clean.meanOfStep(k);
        }
        deviation = NOISE * clean.meanNorm() / Math.sqrt((double) mean.length());
    }

    @Override
    public void onThoughts(int k, INDArray z, int[] problems) {
        boolean frozen = intervention.downstream() == Intervention.Downstream.FROZEN;
        for (int i = 0; i < problems.length; i++) {
            if (problems[i] < 0) {
                continue;
            }
            if (intervention.operator() == Operator.REMOVED) {
                if (frozen) {
                    z.putRow(i, clean.thought(left(k), problems[i]));
                }
            } else if (intervention.scope().has(k)) {
                z.putRow(i, replacement(k, z.getRow(i), problems[i]));
            } else if (frozen) {
                z.putRow(i, clean.thought(k, problems[i]));
            }
        }
    }

    private INDArray replacement(int k, INDArray own, int problem) {
        return switch (intervention.operator()) {
            case ZERO -> own.like();
            case MEAN -> mean;
            case MEAN_OF_STEP -> means[k];
            case ADDED_NOISE -> own.add(gaussian(k, problem, own.length()).muli(deviation));
            case NOISE -> {
                INDArray noise = gaussian(k, problem, own.length());
                yield noise.muli(
                        own.norm2Number().doubleValue() / noise.norm2Number().doubleValue());
            }
            case PAUSE -> pause;
            case FIRST -> clean.thought(0, problem);
            case PERMUTED -> clean.thought(permuted(k, problem), problem);
            case TWIN, OTHER_PROBLEM -> donated(k, donors.applyAsInt(problem));
            case SELF -> clean.thought(k, problem);
            case REMOVED -> throw new IllegalStateException("there is no place for what was taken out");
        };
    }

    /** Which thought stands in place k once others are taken out. */
    private int left(int k) {
        int thought = 0;
        for (int places = 0; ; thought++) {
            if (!intervention.scope().has(thought) && places++ == k) {
                return thought;
            }
        }
    }

    /** A donor that thought less often gives its last thought again. */
    private INDArray donated(int k, int donor) {
        return clean.thought(Math.min(k, clean.count(donor) - 1), donor);
    }

    /** Place k of the problem's thoughts moved round by one place or more, so that none stays where it was. */
    private int permuted(int k, int problem) {
        int count = clean.count(problem);
        int shift = count < 2 ? 0 : 1 + RowRandom.at(seed, 0, problem).nextInt(count - 1);
        return (k + shift) % count;
    }

    private INDArray gaussian(int k, int problem, long length) {
        SplittableRandom random = RowRandom.at(seed, k, problem);
        float[] values = new float[Math.toIntExact(length)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.createFromArray(values);
    }

    @Override
    public void close() {
        mean.close();
        for (INDArray step : means) {
            step.close();
        }
    }
}
