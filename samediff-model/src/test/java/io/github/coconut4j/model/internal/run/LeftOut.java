package io.github.coconut4j.model.internal.run;

/** What numbers of a plain model are multiplied by in training with dropout, place by place. */
@FunctionalInterface
public interface LeftOut {
    LeftOut NOTHING = (place, coordinates) -> 1;

    /**
     * The factor of one number.
     *
     * @param place 0 for embeddings; of each layer, from 1 on, attention weights, what attention adds, what the MLP adds; of each adapter, from -1 down, what it is given
     * @param coordinates position and index, or head and positions of query and key
     */
    double factor(int place, int... coordinates);

    /** The factors of a row of a batch where adapters leave out a share of what they are given. */
    static LeftOut ofAdapters(long noise, int row, double share) {
        return (place, coordinates) -> place < 0 ? factor(noise, row, share, place, coordinates) : 1;
    }

    /** The factors of a row of a batch. */
    static LeftOut of(long noise, int row, double embeddings, double attention, double residual) {
        return (place, coordinates) -> {
            double share = place == 0 ? embeddings : place % 3 == 1 ? attention : residual;
            return share == 0 ? 1 : factor(noise, row, share, place, coordinates);
        };
    }

    private static double factor(long noise, int row, double share, int place, int... coordinates) {
        RandomKeep keep = new RandomKeep(noise, place, share).at(row);
        for (int i = 0; i < coordinates.length - 1; i++) {
            keep = keep.at(coordinates[i]);
        }
        return keep.factor(coordinates[coordinates.length - 1]);
    }

    /** A vector at some coordinates, with numbers left out. */
    default double[] of(double[] vector, int place, int position) {
        double[] left = vector.clone();
        for (int i = 0; i < left.length; i++) {
            left[i] *= factor(place, position, i);
        }
        return left;
    }
}
