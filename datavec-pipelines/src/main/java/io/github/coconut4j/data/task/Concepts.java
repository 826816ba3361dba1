package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.internal.task.NumberRange;
import java.util.random.RandomGenerator;

/**
 * How many concepts a graph of ProsQA is grown of, the two persons with whom it begins among them. Those that no fact
 * mentions in the end are left out.
 *
 * <p>Creating one throws {@link DataException} if a number is out of range.
 *
 * @param least fewest of a problem
 * @param most most of a problem; every number between is equally likely
 * @param asNeeded whether long ways get more than that, as many as they need
 */
public record Concepts(int least, int most, boolean asNeeded) {
    /** How the published numbers are called in settings. */
    public static final String PUBLISHED = "published";

    private static final int LEAST = 4;
    private static final int MOST = 40;
    private static final int LEAST_BESIDE_CHAINS = 8;

    public Concepts {
        if (least < LEAST || most > MOST || least > most) {
            throw new DataException("concepts must lie between " + LEAST + " and " + MOST + ", not "
                    + (least == most ? least : least + "-" + most) + ".");
        }
    }

    /**
     * 23 to 27, as in the paper; more where the ways are longer than those of the published problems.
     *
     * @return with {@link #asNeeded()}
     */
    public static Concepts published() {
        return new Concepts(23, 27, true);
    }

    /**
     * Numbers as they are written in settings and on the command line.
     *
     * @param text {@value #PUBLISHED} for {@link #published()}, a number, or a range as in {@code 12-14}
     * @return 4 to 40
     * @throws DataException if it is none of these
     */
    public static Concepts parse(String text) {
        if (text.equals(PUBLISHED)) {
            return published();
        }
        NumberRange range = NumberRange.parse("concepts", text, PUBLISHED);
        return new Concepts(range.least(), range.most(), false);
    }

    /** How they are written in settings. */
    @Override
    public String toString() {
        return equals(published()) ? PUBLISHED : least == most ? Integer.toString(least) : least + "-" + most;
    }

    /** @throws DataException if so many concepts on ways are more than there are */
    void requireRoomFor(int onWays, String ways) {
        if (!asNeeded && least < 2 + onWays) {
            throw new DataException("concepts must be at least " + (2 + onWays) + " for " + ways + ", not " + this
                    + "; ask for more concepts or for fewer hops.");
        }
    }

    int draw(RandomGenerator random) {
        return random.nextInt(least, most + 1);
    }

    /** The same for a graph in which so many concepts are on chains. */
    int draw(RandomGenerator random, int onChains) {
        int drawn = draw(random);
        return asNeeded ? Math.max(drawn, 2 + onChains + LEAST_BESIDE_CHAINS) : drawn;
    }
}
