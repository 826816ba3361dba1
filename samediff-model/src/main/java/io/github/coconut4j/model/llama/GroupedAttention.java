package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.dropout.Drop;
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
            Weights weights = new Weights(layer, pass, 1, axes(0, heads.sharing()));
            return sd.reshape(attention(asking, pieces, weights), pass.rows(), heads.queryWidth());
        }
        SDVariable[] heard = IntStream.range(0, heads.sharing())
                .mapToObj(member -> member(grouped, member, pieces, new Weights(layer, pass, outputs, axes(member, 0))))
                .toArray(SDVariable[]::new);
        return sd.reshape(heard.length == 1 ? heard[0] : sd.concat(3, heard), -1, heads.queryWidth());
    }

    /** What one member of every group hears, {@code [outputs, B, G, 1, d]}. */
    private SDVariable member(SDVariable grouped, int member, List<KeyValues.Piece> pieces, Weights weights) {
        Pass pass = weights.pass();
        SDVariable own = Slices.range(grouped, 5, 3, member, member + 1L);
        SDVariable asking = sd.permute(sd.reshape(own, -1, pass.rows(), heads.keys(), heads.width()), 1, 2, 0, 3);
        SDVariable heard = sd.permute(attention(asking, pieces, weights), 2, 0, 1, 3);
        return sd.reshape(heard, -1, pass.rows(), heads.keys(), 1, heads.width());
    }

    /** Scaled dot-product attention, {@code [B, G, queries, d]}. The scores on the first pass and on the later ones meet in one softmax. */
    private SDVariable attention(SDVariable queries, List<KeyValues.Piece> pieces, Weights of) {
        KeyValues.Piece first = pieces.get(0);
        SDVariable scores = sd.mmul(queries, first.keys(), false, true, false);
        if (pieces.size() == 1) {
            return sd.mmul(weights(scores, of), first.values());
        }
        KeyValues.Piece later = pieces.get(1);
        SDVariable laterScores = sd.mmul(queries, later.keys(), false, true, false);
        SDVariable weights = weights(sd.concat(3, scores, laterScores), of);
        SDVariable onFirst = Slices.range(weights, 4, 3, 0, first.columns());
        SDVariable onLater = Slices.range(weights, 4, 3, first.columns(), first.columns() + later.columns());
        return sd.mmul(onFirst, first.values()).add(sd.mmul(onLater, later.values()));
    }

    private SDVariable weights(SDVariable scores, Weights of) {
        SDVariable scaled = scores.mul(1 / Math.sqrt(heads.width()));
        SDVariable weights = sd.nn.softmax(of.pass().mask().hide(scaled, of.columns()), 3);
        return of.pass().drop().attention(of.layer(), weights, of.columns(), of.axes());
    }

    private Drop.HeadAxes axes(int first, int further) {
        return new Drop.HeadAxes(first, heads.sharing(), heads.keys(), further);
    }

    /** Which weights are meant: those of a layer with which the last columns of a pass look at all columns so far. */
    private record Weights(int layer, Pass pass, int columns, Drop.HeadAxes axes) {}
}
