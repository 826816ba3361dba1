package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;

/**
 * The ids of the tokens the latent loop and greedy decoding must know.
 *
 * @param startLatent opens the thoughts, {@code <|start-latent|>}
 * @param endLatent closes the thoughts, {@code <|end-latent|>}
 * @param latent stands where a continuous thought goes, {@code <|latent|>}
 * @param eos ends an answer
 * @param pad fills rows; never attended to
 */
public record LatentTokens(int startLatent, int endLatent, int latent, int eos, int pad) {
    /** @throws ModelException if an id is negative, or thoughts could not be told from ends and padding */
    public LatentTokens {
        require("startLatent", startLatent);
        require("endLatent", endLatent);
        require("latent", latent);
        require("eos", eos);
        require("pad", pad);
        if (latent == eos || latent == pad) {
            throw new ModelException(
                    "The latent token must differ from eos and pad, but all thoughts would have id " + latent + ".");
        }
    }

    private static void require(String name, int id) {
        if (id < 0) {
            throw new ModelException("Token id " + name + " is " + id + "; ids count from 0.");
        }
    }
}
