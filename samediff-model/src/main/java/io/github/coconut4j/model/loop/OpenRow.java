package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.graph.Slices;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The columns of one row of any length, with K thoughts where it has its latent tokens, side by side behind its first token: places and masks are computed from the
 * row. Positions are places.
 */
public final class OpenRow implements Columns {
    private static final int ANY = -1;

    private final SameDiff sd;
    private final SDVariable ids;
    private final int thoughts;
    private final LoopOptions options;
    private final SDVariable length;
    private final SDVariable firstThought;
    private final SDVariable lastThought;
    private final List<SDVariable> places = new ArrayList<>();

    /**
     * The columns of a row.
     *
     * @param ids {@code [S] int}
     * @param latentId the token that stands where a thought goes, a scalar; null when there are no thoughts
     * @param thoughts latent tokens K of the row, 0 or more
     */
    public OpenRow(SDVariable ids, SDVariable latentId, int thoughts, LoopOptions options) {
        this.sd = ids.getSameDiff();
        this.ids = ids;
        this.thoughts = thoughts;
        this.options = options;
        this.length = sd.castTo(sd.size(ids), DataType.INT32);
        this.firstThought = thoughts == 0
                ? length
                : sd.castTo(sd.argmax(sd.castTo(sd.eq(ids, latentId), DataType.FLOAT), 0), DataType.INT32);
        this.lastThought = thoughts == 0 ? length : firstThought.add(thoughts - 1);
    }

    /** Hidden states after the final norm of all columns, {@code [S, D]}. */
    public SDVariable hidden(Decoder decoder, KeyValues past) {
        return LatentLoop.run(decoder, this, options.stopGradient(), past);
    }

    /** How many columns lie before the first thought, a scalar int; 0 without thoughts. */
    public SDVariable question() {
        return thoughts == 0 ? length.mul(0) : firstThought;
    }

    @Override
    public int thoughts() {
        return thoughts;
    }

    @Override
    public SDVariable ids() {
        return ids;
    }

    @Override
    public SDVariable question(SDVariable words) {
        return thoughts == 0 ? words : sd.gather(words, places(0), 0);
    }

    /** Where a pass's columns stand, {@code [columns] int}. */
    private SDVariable places(int pass) {
        while (places.size() <= pass) {
            int number = places.size();
            if (number > 0 && number < thoughts) {
                places.add(sd.reshape(firstThought.add(number - 1), 1));
            } else {
                places.add(range(number == 0 ? number(0) : lastThought, number == thoughts ? length : firstThought));
            }
        }
        return places.get(pass);
    }

    @Override
    public Pass pass(int number, KeyValues past) {
        SDVariable queries = places(number);
        SDVariable keys = number == 0
                ? queries
                : sd.concat(0, places.subList(0, number + 1).toArray(SDVariable[]::new));
        int columns = number > 0 && number < thoughts ? 1 : ANY;
        return new Pass(1, columns, columns, queries, mask(queries, keys), past);
    }

    /** A query alone is a thought and sees all before it. */
    private Pass.Mask mask(SDVariable queries, SDVariable keys) {
        return (scores, count) -> {
            if (count == 1) {
                return scores;
            }
            DataType type = scores.dataType();
            SDVariable key = sd.reshape(keys, 1, 1, 1, -1);
            SDVariable query = sd.reshape(queries, 1, 1, -1, 1);
            SDVariable visible = scores.add(Visibility.later(query, key, type));
            return options.bottleneck() && thoughts > 0
                    ? visible.add(Visibility.question(
                            Visibility.isAbove(query, lastThought, type), Visibility.isAbove(firstThought, key, type)))
                    : visible;
        };
    }

    @Override
    public boolean isRead(int pass) {
        return true;
    }

    @Override
    public SDVariable last(int pass, SDVariable hidden) {
        return Slices.last(hidden, 2, 0, 1);
    }

    @Override
    public SDVariable behind(int thought, SDVariable state, SDVariable words) {
        if (thought < thoughts - 1) {
            return state;
        }
        SDVariable rest = places(thoughts);
        SDVariable isLatent = sd.reshape(sd.castTo(sd.eq(rest, lastThought), DataType.FLOAT), -1, 1);
        return LatentLoop.feedBack(state, sd.gather(words, rest, 0), isLatent);
    }

    private SDVariable range(SDVariable from, SDVariable to) {
        return sd.range(from, to, number(1), DataType.INT32);
    }

    private SDVariable number(int value) {
        return sd.constant(Nd4j.scalar(value));
    }
}
