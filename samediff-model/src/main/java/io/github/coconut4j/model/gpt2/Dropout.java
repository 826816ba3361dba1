package io.github.coconut4j.model.gpt2;

import io.github.coconut4j.model.ModelException;

/**
 * Which share of its numbers GPT-2 leaves out at random while it is trained elsewhere. Nothing is left out in training here; the shares are kept for those who go on with
 * a model elsewhere.
 *
 * @param embeddings behind the embeddings, {@code embd_pdrop}; 0 or more, below 1
 * @param attention of the attention weights, {@code attn_pdrop}
 * @param residual before each sum into the residual stream, {@code resid_pdrop}
 */
public record Dropout(double embeddings, double attention, double residual) {
    /** As models are trained here. */
    public static final Dropout NONE = new Dropout(0, 0, 0);

    /** What {@code transformers} takes where a configuration says nothing. */
    public static final double UNSAID = 0.1;

    public Dropout {
        require("embd_pdrop", embeddings);
        require("attn_pdrop", attention);
        require("resid_pdrop", residual);
    }

    private static void require(String name, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new ModelException(name + " is " + share + "; it must be 0 or more and below 1.");
        }
    }
}
