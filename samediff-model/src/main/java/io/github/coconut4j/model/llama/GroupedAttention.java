package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.loop.KeyValues;
import io.github.coconut4j.model.loop.Pass;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Attention in which R heads that ask share one head of keys and values. Keys are read where they are, never repeated: of every group the first heads ask together, then
 * the second ones and so on. Where one column asks, the heads of a group stand in the place of columns and ask all at once.
 */
final class GroupedAttention {
    private final SameDiff sd;
    private final Heads heads;

    GroupedAttention(SameDiff sd, Heads heads) {
        this.sd = sd;
        this.heads = heads;
    }

    /** {@code [columns * B, …]} of keys or values to {@code [B, G, columns, d]}; a view. */
    SDVariable keyHeads(SDVariable rows, Pass pass) {
        return sd.permute(sd.reshape(rows, -1, pass.rows(), heads.keys(), heads.width()), 1, 2, 0, 3);
    }

    /**
     * What the last columns of a pass hear.
     *
     * @param queries {@code [outputs * B, H, d]}
     * @return {@code [outputs * B, H d]}
     */
    SDVariable mix(SDVariable queries, int layer, Pass pass, int outputs) {
        SDVariable grouped = sd.reshape(queries, -1, pass.rows(), heads.keys(), heads.sharing(), heads.width());
        List<KeyValues.Piece> pieces = pass.past().firstAndLater(layer);
        if (outputs == 1) {
            SDVariable asking = sd.reshape(grouped, pass.rows(), heads.keys(), heads.sharing(), heads.width());
            return sd.reshape(attention(asking, pieces, pass, outputs), pass.rows(), heads.queryWidth());
        }
        SDVariable[] heard = IntStream.range(0, heads.sharing())
                .mapToObj(member -> member(grouped, member, pieces, pass, outputs))
                .toArray(SDVariable[]::new);
        return sd.reshape(heard.length == 1 ? heard[0] : sd.concat(3, heard), -1, heads.queryWidth());
    }

    /** What one member of every group hears, {@code [outputs, B, G, 1, d]}. */
    private SDVariable member(SDVariable grouped, int member, List<KeyValues.Piece> pieces, Pass pass, int outputs) {
        SDVariable own = Slices.range(grouped, 5, 3, member, member + 1L);
        SDVariable asking = sd.permute(sd.reshape(own, -1, pass.rows(), heads.keys(), heads.width()), 1, 2, 0, 3);
        SDVariable heard = sd.permute(attention(asking, pieces, pass, outputs), 2, 0, 1, 3);
        return sd.reshape(heard, -1, pass.rows(), heads.keys(), 1, heads.width());
    }

    /** Scaled dot-product attention, {@code [B, G, queries, d]}. The scores on the first pass and on the later ones meet in one softmax. */
    private SDVariable attention(SDVariable queries, List<KeyValues.Piece> pieces, Pass pass, int outputs) {
        KeyValues.Piece first = pieces.get(0);
        SDVariable scores = sd.mmul(queries, first.keys(), false, true, false);
        if (pieces.size() == 1) {
            return sd.mmul(weights(scores, pass, outputs), first.values());
        }
        KeyValues.Piece later = pieces.get(1);
        SDVariable laterScores = sd.mmul(queries, later.keys(), false, true, false);
        SDVariable weights = weights(sd.concat(3, scores, laterScores), pass, outputs);
        SDVariable onFirst = Slices.range(weights, 4, 3, 0, first.columns());
        SDVariable onLater = Slices.range(weights, 4, 3, first.columns(), first.columns() + later.columns());
        return sd.mmul(onFirst, first.values()).add(sd.mmul(onLater, later.values()));
    }

    private SDVariable weights(SDVariable scores, Pass pass, int outputs) {
        SDVariable scaled = scores.mul(1 / Math.sqrt(heads.width()));
        return sd.nn.softmax(pass.mask().hide(scaled, outputs), 3);
    }
}
