package io.github.coconut4j.model.dropout;

import org.nd4j.autodiff.samediff.SDVariable;

/** Leaves out numbers of a pass at random where a graph is trained with {@link Dropout}; everywhere else gives back what it is given. */
public interface Drop {
    /** Of a graph that is not trained, or without dropout. */
    Drop NONE = new Drop() {
        @Override
        public SDVariable embeddings(SDVariable rows) {
            return rows;
        }

        @Override
        public SDVariable attention(int layer, SDVariable weights, int columns, HeadAxes heads) {
            return weights;
        }

        @Override
        public SDVariable residual(int layer, boolean mlp, SDVariable rows, int columns) {
            return rows;
        }

        @Override
        public SDVariable adapter(int number, double share, SDVariable rows, long width, int columns) {
            return rows;
        }
    };

    /**
     * Leaves out numbers of the embeddings with their positions, of all columns of the pass.
     *
     * @param rows {@code [columns * B, D]}
     * @return what is left, of the same shape
     */
    SDVariable embeddings(SDVariable rows);

    /**
     * Leaves out attention weights behind the softmax.
     *
     * @param layer from 0
     * @param weights {@code [B, …, …, keys]}
     * @param columns that ask, the last ones of the pass
     * @param heads which of them each weight belongs to
     * @return what is left, of the same shape
     */
    SDVariable attention(int layer, SDVariable weights, int columns, HeadAxes heads);

    /**
     * Leaves out numbers of what a sublayer adds to the residual stream.
     *
     * @param layer from 0
     * @param mlp whether it is the MLP of the layer, not the attention
     * @param rows {@code [columns * B, D]}
     * @param columns the last ones of the pass
     * @return what is left, of the same shape
     */
    SDVariable residual(int layer, boolean mlp, SDVariable rows, int columns);

    /**
     * Leaves out numbers of what an adapter is given.
     *
     * @param number of the adapter among all, from 0
     * @param share that is left out
     * @param rows inputs of its linear layer, {@code [columns * B, width]}
     * @param width of the rows
     * @param columns the last ones of the pass
     * @return what is left, of the same shape
     */
    SDVariable adapter(int number, double share, SDVariable rows, long width, int columns);

    /**
     * How heads lie in attention weights. Axis 1 counts heads {@code first}, {@code first + step}, …; axis 2 counts columns, or further heads where one column asks.
     *
     * @param count of axis 1
     * @param further heads that axis 2 counts on from that of axis 1; 0 if it counts columns
     */
    record HeadAxes(int first, int step, int count, int further) {
        /**
         * {@return heads one after the other, and columns}
         *
         * @param heads how many there are, H
         */
        public static HeadAxes plain(int heads) {
            return new HeadAxes(0, 1, heads, 0);
        }
    }
}
