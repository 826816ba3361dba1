package io.github.coconut4j.curriculum.expected;

import io.github.coconut4j.curriculum.CurriculumException;
import java.util.List;
import java.util.Locale;

/**
 * The share of right answers at one point of a training, over several seeds.
 *
 * <p>Creating one throws {@link CurriculumException} if the band is none.
 *
 * @param at {@code stage 0}, {@code stage 1}, … for the last evaluation of a stage, or {@code test}
 * @param mean over the seeds
 * @param low lower end of the band for another seed
 * @param high upper end
 * @param values one for each seed
 */
public record Measure(String at, double mean, double low, double high, List<Double> values) {
    /** Name of the measure of the test problems. */
    public static final String TEST = "test";

    private static final String STAGE = "stage ";

    public Measure {
        if (at == null) {
            throw new CurriculumException("at is missing: \"stage N\" or \"test\".");
        }
        if (!at.equals(TEST) && !at.matches(STAGE + "\\d{1,4}")) {
            throw new CurriculumException("at must be \"stage N\" or \"test\", not \"" + at + "\".");
        }
        if (!(low >= 0 && low <= mean && mean <= high && high <= 1)) {
            throw new CurriculumException(
                    "low, mean and high must be shares in this order, not " + low + ", " + mean + " and " + high + ".");
        }
        values = values == null ? List.of() : List.copyOf(values);
    }

    /**
     * {@return the name of the measure at the end of a stage}
     *
     * @param stage from 0
     */
    public static String stage(int stage) {
        return STAGE + stage;
    }

    /** The stage whose end it is, or -1 for the test. */
    int stage() {
        return at.startsWith(STAGE) ? Integer.parseInt(at.substring(STAGE.length())) : -1;
    }

    /** Whether there are runs behind it; a published number has none, and no band to lie in. */
    boolean measured() {
        return !values.isEmpty();
    }

    /**
     * {@return where a share lies}
     *
     * @param share 0 to 1
     */
    public Place place(double share) {
        return share < low ? Place.BELOW : share > high ? Place.ABOVE : Place.INSIDE;
    }

    /** Where a share lies relative to a band. */
    public enum Place {
        /** Under its lower end. */
        BELOW,
        /** In it. */
        INSIDE,
        /** Over its upper end. */
        ABOVE
    }

    /** {@return the band in words, in percent} */
    public String band() {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * low, 100 * high);
    }
}
