package io.github.coconut4j.curriculum.expected;

import io.github.coconut4j.curriculum.expected.Measure.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one run compares with what was expected of it.
 *
 * @param method that was trained
 * @param points each point of the training that has been reached and is expected of, in order
 */
public record Verdict(String method, List<Point> points) {

    /**
     * One comparison.
     *
     * @param share right answers of this run
     * @param expected what was expected
     */
    public record Point(double share, Measure expected) {

        /** {@return where the share lies} */
        public Place place() {
            return expected.place(share);
        }

        /** {@return it in words, for instance {@code stage 2: 84.7 % right, inside the expected band of 70.1 to 88.2 %}} */
        public String sentence() {
            if (!expected.measured()) {
                return String.format(
                        Locale.ROOT,
                        "%s: %.1f %% right; published: %.1f %%",
                        expected.at(),
                        100 * share,
                        100 * expected.mean());
            }
            return String.format(
                    Locale.ROOT,
                    "%s: %.1f %% right, %s the expected band of %s",
                    expected.at(),
                    100 * share,
                    place().name().toLowerCase(Locale.ROOT),
                    expected.band());
        }
    }

    public Verdict {
        points = List.copyOf(points);
    }

    /** Compares a run. */
    static Verdict of(MethodBands expected, Measured run) {
        List<Point> points = new ArrayList<>();
        run.shares().forEach((place, share) -> expected.at(place)
                .ifPresent(measure -> points.add(new Point(share.value(), measure))));
        return new Verdict(expected.method(), points);
    }

    /** {@return the first point that lies outside its band; empty if none does} */
    public Optional<Point> firstOutside() {
        return points.stream().filter(point -> point.place() != Place.INSIDE).findFirst();
    }
}
