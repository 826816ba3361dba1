package io.github.coconut4j.model.dropout;

import io.github.coconut4j.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The places of a latent loop at which numbers are left out, collected while its graph is drawn. Each is a placeholder of factors, 0 or one over what is kept, so that the
 * graph has stock operations alone, and the same factors give the same gradients; whoever runs the graph fills them.
 */
public final class DropPlaces {
    /** Places of a layer: attention weights, what attention adds, what the MLP adds. The embeddings are place 0, adapters count down from -1. */
    private static final int PER_LAYER = 3;

    private final Dropout shares;
    private final int width;
    private final DataType type;
    private final List<DropPlace> places = new ArrayList<>();

    /**
     * No places yet.
     *
     * @param shares of numbers that are left out, by kind of place
     * @param width D of the decoder
     * @param type of its numbers
     */
    public DropPlaces(Dropout shares, int width, DataType type) {
        this.shares = shares;
        this.width = width;
        this.type = type;
    }

    /**
     * {@return the places of the graph, once it is drawn}
     *
     * @throws ModelException when the decoder has none for a share above 0
     */
    public List<DropPlace> all() {
        require("embeddings", shares.embeddings(), number -> number == 0);
        require("attention", shares.attention(), number -> number % PER_LAYER == 1);
        require("the residual stream", shares.residual(), number -> number > 0 && number % PER_LAYER != 1);
        return List.copyOf(places);
    }

    private void require(String where, double share, IntPredicate isThere) {
        if (share > 0 && places.stream().noneMatch(place -> isThere.test(place.number()))) {
            throw new ModelException(
                    "Dropout of " + where + " is " + share + ", but this decoder leaves nothing out there; say 0.");
        }
    }

    /**
     * {@return what leaves numbers out in a pass, each call of it one more place}
     *
     * @param rows B
     * @param columns of the pass
     * @param end column behind its last one
     */
    public Drop of(int rows, int columns, int end) {
        return new Drop() {
            @Override
            public SDVariable embeddings(SDVariable embedded) {
                return dropped(embedded, 0, shares.embeddings(), columns, width, null);
            }

            @Override
            public SDVariable attention(int layer, SDVariable weights, int asking, HeadAxes heads) {
                return dropped(weights, PER_LAYER * layer + 1, shares.attention(), asking, end, heads);
            }

            @Override
            public SDVariable residual(int layer, boolean mlp, SDVariable added, int last) {
                return dropped(added, PER_LAYER * layer + (mlp ? 3 : 2), shares.residual(), last, width, null);
            }

            @Override
            public SDVariable adapter(int number, double share, SDVariable given, long inputs, int last) {
                return dropped(given, -1 - number, share, last, Math.toIntExact(inputs), null);
            }

            private SDVariable dropped(
                    SDVariable numbers, int place, double share, int last, int size, HeadAxes heads) {
                if (share == 0) {
                    return numbers;
                }
                String name = "dropout_" + places.size();
                DropPlace found = new DropPlace(name, place, share, rows, end - last, last, size, heads);
                places.add(found);
                return numbers.mul(numbers.getSameDiff().placeHolder(name, type, found.shape()));
            }
        };
    }
}
