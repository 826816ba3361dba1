package io.github.coconut4j.model.dropout;

import io.github.coconut4j.model.ModelException;

/**
 * Which share of its numbers a model leaves out at random while it is trained (Srivastava et al. 2014, "Dropout"). What is kept is divided by one less the share. Adapters have a
 * share of their own, {@link io.github.coconut4j.model.lora.Lora#dropout}.
 *
 * @param embeddings behind the embeddings, {@code embd_pdrop} in GPT-2's files; 0 or more, below 1
 * @param attention of the attention weights, {@code attn_pdrop}
 * @param residual before each sum into the residual stream, {@code resid_pdrop}
 */
public record Dropout(double embeddings, double attention, double residual) {
    /** Nothing is left out. */
    public static final Dropout NONE = new Dropout(0, 0, 0);

    /** What {@code transformers} takes where a configuration of GPT-2 says nothing. */
    public static final double UNSAID = 0.1;

    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public Dropout {
        require("embeddings (embd_pdrop)", embeddings);
        require("attention (attn_pdrop)", attention);
        require("the residual stream (resid_pdrop)", residual);
    }

    private static void require(String where, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new ModelException("Dropout of " + where + " is " + share + "; it must be 0 or more and below 1.");
        }
    }
}
