package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.graph.Slices;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The columns of any number of rows of any length, with up to K thoughts wherever a row has its latent tokens. Positions are places.
 *
 * <p>Sizes and places are known at run time only. So the rows lie side by side, {@code [B * S]}, as one row whose columns see no other row, and every pass runs over all
 * columns again, feeding back the state before every latent token. What stands before the first thought is right in the first pass, and each pass makes one thought
 * more right with all that stands behind it: after K + 1 passes nothing is left that is not.
 *
 * <p>A latent token in the first column has no state before it; it is read as a token. With a bottleneck, words behind a thought of their row do not see its question.
 */
public final class OpenRows implements Columns {
    private static final int ANY = -1;
    private static final DataType REAL = DataType.FLOAT;

    private final SameDiff sd;
    private final LoopOptions options;
    private final int thoughts;
    private final SDVariable length;
    private final SDVariable index;
    private final SDVariable row;
    private final BoundedIndex place;
    private final BoundedIndex id;
    private final SDVariable isThought;
    private final SDVariable thought;
    private final SDVariable hidden;

    /**
     * The columns of some rows.
     *
     * @param ids {@code [B, S]}, int or long, whatever the numbers are. SameDiff refuses to run without a single one
     * @param latentId the token that stands where a thought goes, a scalar
     * @param thoughts the most thoughts K of a row, 0 or more
     * @param vocabulary tokens V
     * @param positions the longest row
     * @param options how the loop differs from that of the paper
     */
    public OpenRows(
            SDVariable ids, SDVariable latentId, int thoughts, int vocabulary, int positions, LoopOptions options) {
        this.sd = ids.getSameDiff();
        this.options = options;
        this.thoughts = thoughts;
        SDVariable size = sd.castTo(sd.size(ids), DataType.INT32);
        SDVariable columns = sd.reshape(ids, sd.reshape(sd.math.max(size, number(1)), 1));
        this.length = sd.castTo(Slices.last(sd.shape(ids), 1, 0, 1), DataType.INT32);
        this.index = sd.range(number(0), size, number(1), DataType.INT32);
        this.row = sd.math.floorDiv(index, length);
        SDVariable places = sd.math.floorMod(index, length);
        this.place = BoundedIndex.of(places, positions);
        this.id = BoundedIndex.of(columns, vocabulary);
        this.isThought = real(sd.eq(id.index(), latentId)).mul(real(sd.gt(places, 0)));
        this.thought = upTo(isThought);
        this.hidden = hidden();
    }

    /**
     * {@return hidden states after the final norm of all columns, {@code [B * S, D]}}
     *
     * @param decoder runs each pass
     * @param past receives keys and values of the last pass, which are those of all columns
     */
    public SDVariable hidden(Decoder decoder, KeyValues past) {
        return LatentLoop.run(decoder, this, options.stopGradient(), past);
    }

    /**
     * {@return 1 from the first column of a row on that cannot be computed, {@code [B * S]}: its token or its position does not exist, or it is thought K + 1;
     * else 0}
     */
    public SDVariable isUndefined() {
        SDVariable wrong = id.isOutside().add(place.isOutside()).add(real(sd.gt(thought, thoughts)));
        return real(sd.gt(upTo(wrong), 0));
    }

    /** {@return how many columns of each row lie before its first thought, {@code [B] int}; 0 without thoughts} */
    public SDVariable question() {
        SDVariable thinks = real(sd.gt(total(thought), 0));
        return sd.castTo(total(upTo(isQuestion())).mul(thinks), DataType.INT32);
    }

    /** Of sums up to each column those of whole rows, {@code [B]}. A sum along the axis itself fails in SameDiff where that has one column. */
    private SDVariable total(SDVariable sums) {
        return sd.reshape(Slices.last(inRows(sums), 2, 1, 1), -1);
    }

    /**
     * {@return what lies side by side, as rows: {@code [B * S, …]} to {@code [B, S, …]}}
     *
     * @param columns side by side, {@code [B * S, …]}
     * @param rest sizes of the axes behind; none when there are no more
     */
    public SDVariable inRows(SDVariable columns, int... rest) {
        SDVariable rows = sd.constant(Nd4j.createFromArray(ANY));
        SDVariable shape = rest.length == 0
                ? sd.concat(0, rows, length)
                : sd.concat(0, rows, length, sd.constant(Nd4j.createFromArray(rest)));
        return sd.reshape(columns, shape);
    }

    /** Sums of each row up to each of its columns, {@code [B * S]}. */
    private SDVariable upTo(SDVariable columns) {
        return sd.reshape(sd.cumsum(inRows(columns), 1), -1);
    }

    private SDVariable isQuestion() {
        return real(sd.lt(thought, 1));
    }

    private SDVariable hidden() {
        SDVariable later = Visibility.later(asking(index), asked(index), REAL);
        SDVariable others = real(sd.neq(asking(row), asked(row))).mul(LoopInputs.HIDDEN);
        if (!options.bottleneck()) {
            return later.add(others);
        }
        SDVariable isBehind = real(sd.gt(thought, 0)).sub(isThought);
        return later.add(others).add(Visibility.question(asking(isBehind), asked(isQuestion())));
    }

    private SDVariable asking(SDVariable columns) {
        return sd.reshape(columns, 1, 1, -1, 1);
    }

    private SDVariable asked(SDVariable columns) {
        return sd.reshape(columns, 1, 1, 1, -1);
    }

    private SDVariable real(SDVariable numbers) {
        return sd.castTo(numbers, REAL);
    }

    private SDVariable number(int value) {
        return sd.constant(Nd4j.scalar(value));
    }

    @Override
    public int thoughts() {
        return thoughts;
    }

    @Override
    public SDVariable ids() {
        return id.index();
    }

    @Override
    public SDVariable question(SDVariable words) {
        return words;
    }

    @Override
    public Pass pass(int number, KeyValues past) {
        KeyValues kept = number == thoughts ? past : new KeyValues();
        return new Pass(1, ANY, ANY, place.index(), (scores, queries) -> scores.add(hidden), kept);
    }

    @Override
    public boolean isRead(int pass) {
        return pass == thoughts;
    }

    /** The state before each column, or before the first thought of its row; before the first column there is none, and nobody asks for it. */
    @Override
    public SDVariable last(int pass, SDVariable states, SDVariable before) {
        SDVariable column = options.repeatFirst() ? row.mul(length).add(sd.gather(question(), row, 0)) : index;
        return sd.gather(states, sd.math.max(column.sub(1), number(0)), 0);
    }

    @Override
    public SDVariable behind(int number, SDVariable states, SDVariable words) {
        return LatentLoop.feedBack(states, words, sd.reshape(isThought, -1, 1));
    }
}
