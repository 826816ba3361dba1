package io.github.coconut4j.model.loop;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Keys and values of the columns already run, layer by layer. The first pass (the question, most of the columns) stays an array of its own and the later
 * passes are joined into a second one, so that a thought never copies the question's keys.
 */
public final class KeyValues {
    private final List<List<Piece>> layers = new ArrayList<>();
    private final Keep keep;

    /**
     * How large keys and values are, the two alike.
     *
     * @param heads of keys
     * @param width of each head, d
     */
    public record Size(int heads, int width) {}

    /**
     * Keys and values of a run of columns in one layer.
     *
     * @param keys {@code [B, H, columns, d]}
     * @param values {@code [B, H, columns, d]}
     * @param columns how many columns; -1 when only known at run time
     */
    public record Piece(SDVariable keys, SDVariable values, int columns) {
        private static Piece join(List<Piece> pieces) {
            if (pieces.size() == 1) {
                return pieces.get(0);
            }
            SameDiff sd = pieces.get(0).keys.getSameDiff();
            SDVariable[] keys = pieces.stream().map(Piece::keys).toArray(SDVariable[]::new);
            SDVariable[] values = pieces.stream().map(Piece::values).toArray(SDVariable[]::new);
            boolean known = pieces.stream().allMatch(piece -> piece.columns >= 0);
            int columns = known ? pieces.stream().mapToInt(Piece::columns).sum() : -1;
            return new Piece(sd.concat(2, keys), sd.concat(2, values), columns);
        }
    }

    /** What is done with new keys and values before attention reads them. */
    @FunctionalInterface
    public interface Keep {
        /**
         * {@return what attention reads instead of a layer's new piece}
         *
         * @param layer from 0
         * @param piece keys and values of the new columns
         */
        Piece keep(int layer, Piece piece);
    }

    /** No columns yet. */
    public KeyValues() {
        this((layer, piece) -> piece);
    }

    /**
     * No columns yet; new ones are kept in some way of their own.
     *
     * @param keep is asked for each layer of each pass
     */
    public KeyValues(Keep keep) {
        this.keep = keep;
    }

    /**
     * {@return keys and values behind the columns of an earlier run}
     *
     * @param earlier one piece for each layer, from the first on
     * @param keep is asked for each layer of each later pass
     */
    public static KeyValues behind(List<Piece> earlier, Keep keep) {
        KeyValues past = new KeyValues(keep);
        earlier.forEach(piece -> past.layers.add(new ArrayList<>(List.of(piece))));
        return past;
    }

    /**
     * Appends the new columns of a layer.
     *
     * @param layer from 0
     * @param piece their keys and values
     */
    public void append(int layer, Piece piece) {
        while (layers.size() <= layer) {
            layers.add(new ArrayList<>());
        }
        layers.get(layer).add(keep.keep(layer, piece));
    }

    /**
     * {@return the columns of the first pass and, once there are any, those of all later passes: one or two pieces} One, too, when the columns of the first
     * pass are only known at run time, for then nobody can tell where its weights end.
     *
     * @param layer from 0, one that has columns
     */
    public List<Piece> firstAndLater(int layer) {
        List<Piece> pieces = layers.get(layer);
        if (pieces.get(0).columns < 0) {
            return List.of(all(layer));
        }
        return pieces.size() == 1 ? pieces : List.of(pieces.get(0), Piece.join(pieces.subList(1, pieces.size())));
    }

    /**
     * {@return all columns of a layer as one piece}
     *
     * @param layer from 0, one that has columns
     */
    public Piece all(int layer) {
        return Piece.join(layers.get(layer));
    }

    /** {@return how many layers have keys and values so far} */
    public int layers() {
        return layers.size();
    }
}
