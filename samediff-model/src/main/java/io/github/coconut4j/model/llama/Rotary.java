package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.ModelException;
import java.util.stream.IntStream;

/**
 * Rotary positions (Su et al. 2021, "RoFormer", section 3.2): pairs of numbers of a head, i and i + d / 2, are turned by an angle that grows with the position, so that a
 * query meets a key at the angle of their distance.
 *
 * @param theta base of the frequencies, {@code rope_theta}
 * @param scaling of slow rotations; null for none
 */
public record Rotary(double theta, Llama3Scaling scaling) {
    /** What models have that say nothing else. */
    public static final Rotary STANDARD = new Rotary(10_000, null);

    /** @throws ModelException if theta is not a positive number */
    public Rotary {
        if (!(theta > 0 && theta < Double.POSITIVE_INFINITY)) {
            throw new ModelException("rope_theta is " + theta + "; it must be above 0.");
        }
    }

    /** Radians for each position of the d / 2 pairs of a head. */
    double[] frequencies(int headWidth) {
        return IntStream.range(0, headWidth / 2)
                .mapToDouble(pair -> Math.pow(theta, -2.0 * pair / headWidth))
                .map(frequency -> scaling == null ? frequency : scaling.scaled(frequency))
                .toArray();
    }
}
