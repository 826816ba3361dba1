package io.github.coconut4j.curriculum.internal.intervention;

import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.data.RowRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** What an operator puts in the place of a vector. What it draws depends on seed, problem and thought alone, not on how problems are batched. */
final class Replacement {
    /** Added noise has this share of a part's mean length (the setting of published ablations). */
    private static final double NOISE = 0.5;

    private final Operator operator;
    private final RecordedVectors clean;
    private final List<Part> parts;
    private final IntUnaryOperator donors;
    private final float[] pause;
    private final long seed;
    private final float[] mean;
    private final List<float[]> means = new ArrayList<>();
    private final List<Double> deviations = new ArrayList<>();

    /**
     * Prepares an operator.
     *
     * @param clean the vectors when nobody interferes
     * @param parts that are changed, each by itself; all other numbers stay
     */
    Replacement(
            Operator operator,
            RecordedVectors clean,
            List<Part> parts,
            IntUnaryOperator donors,
            float[] pause,
            long seed) {
        this.operator = operator;
        this.clean = clean;
        this.parts = parts;
        this.donors = donors;
        this.pause = pause;
        this.seed = seed;
        mean = clean.mean();
        for (int k = 0; k < clean.most(); k++) {
            means.add(clean.meanOfStep(k));
        }
        parts.forEach(part -> deviations.add(NOISE * clean.meanLength(part) / Math.sqrt(part.size())));
    }

    /** The vector with its parts replaced, {@code [W]}. */
    float[] of(int k, float[] own, int problem) {
        float[] other = whole(k, own, problem);
        float[] replaced = own.clone();
        parts.forEach(part -> System.arraycopy(other, part.begin(), replaced, part.begin(), part.size()));
        return replaced;
    }

    private float[] whole(int k, float[] own, int problem) {
        return switch (operator) {
            case ZERO -> new float[own.length];
            case MEAN -> mean;
            case MEAN_OF_STEP -> means.get(k);
            case ADDED_NOISE -> withNoise(own, gaussian(k, problem, own.length));
            case NOISE -> ofOwnLength(own, gaussian(k, problem, own.length));
            case PAUSE -> pause;
            case FIRST -> clean.vector(0, problem);
            case PERMUTED -> clean.vector(permuted(k, problem), problem);
            case TWIN, OTHER_PROBLEM -> donated(k, donors.applyAsInt(problem));
            case SELF -> clean.vector(k, problem);
            case REMOVED -> throw new IllegalStateException("there is no place for what was taken out");
        };
    }

    private float[] withNoise(float[] own, float[] noise) {
        for (int p = 0; p < parts.size(); p++) {
            for (int i = parts.get(p).begin(); i < parts.get(p).end(); i++) {
                noise[i] = (float) (own[i] + deviations.get(p) * noise[i]);
            }
        }
        return noise;
    }

    private float[] ofOwnLength(float[] own, float[] noise) {
        for (Part part : parts) {
            double factor = length(own, part) / length(noise, part);
            for (int i = part.begin(); i < part.end(); i++) {
                noise[i] *= (float) factor;
            }
        }
        return noise;
    }

    private static double length(float[] vector, Part part) {
        double sum = 0;
        for (int i = part.begin(); i < part.end(); i++) {
            sum += (double) vector[i] * vector[i];
        }
        return Math.sqrt(sum);
    }

    /** A donor that thought less often gives its last thought again. */
    private float[] donated(int k, int donor) {
        return clean.vector(Math.min(k, clean.count(donor) - 1), donor);
    }

    /** Place k of the problem's thoughts moved round by one place or more, so that none stays where it was. */
    private int permuted(int k, int problem) {
        int count = clean.count(problem);
        int shift = count < 2 ? 0 : 1 + RowRandom.at(seed, 0, problem).nextInt(count - 1);
        return (k + shift) % count;
    }

    private float[] gaussian(int k, int problem, int length) {
        SplittableRandom random = RowRandom.at(seed, k, problem);
        float[] values = new float[length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
