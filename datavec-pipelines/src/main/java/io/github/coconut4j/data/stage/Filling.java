package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.text.SpecialTokens;

/** What stands where the steps of a chain have been. */
public enum Filling {
    /** Thoughts of the model, fed back into it; {@link SpecialTokens#LATENT} holds their place. */
    THOUGHTS,
    /** Pause tokens, all alike: places to compute in, with an embedding that is learnt like any other. */
    PAUSES,
    /** Pause tokens, a different one in every place. */
    NUMBERED_PAUSES;

    /**
     * The token in one of the places.
     *
     * @param place from 1
     * @return as it is called in the vocabulary
     */
    public String token(int place) {
        return switch (this) {
            case THOUGHTS -> SpecialTokens.LATENT;
            case PAUSES -> SpecialTokens.PAUSE;
            case NUMBERED_PAUSES -> SpecialTokens.pause(place);
        };
    }
}
