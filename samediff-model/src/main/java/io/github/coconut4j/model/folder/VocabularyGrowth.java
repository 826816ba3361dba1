package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;

/**
 * How the embeddings of a model that is read become those of a tokenizer's tokens. Embeddings of no token are left out: some models have them, to fill up to a round
 * number, and nothing was ever learnt for them.
 *
 * @param known tokens that the model's own tokenizer names, at least 1
 * @param thinking tokens with those around thoughts, {@code known} or up to three more; an official checkpoint has as many embeddings
 * @param tokens in all
 * @param copied id of the token whose embedding new tokens begin with, {@code <<} in the official code; behind a latent token that a checkpoint has
 *     learnt itself they begin with that one's, for such tokens stand where thoughts would
 */
public record VocabularyGrowth(int known, int thinking, int tokens, int copied) {

    /** @throws ModelException if the vocabulary shrinks */
    public VocabularyGrowth {
        if (known < 1 || thinking < known || tokens < thinking) {
            throw new ModelException(
                    "A vocabulary cannot grow from %d over %d to %d tokens.".formatted(known, thinking, tokens));
        }
    }

    /**
     * {@return how many embeddings of a file, the first ones, are those of tokens}
     *
     * @param embeddings of the file
     * @param configured how many the configuration of the model's folder says there are
     * @param own whether they are the folder's own
     * @throws ModelException when the tokens of the tokenizer cannot be those of the embeddings
     */
    public int kept(int embeddings, int configured, boolean own) {
        boolean isCheckpoint = !own && (embeddings == thinking || embeddings == tokens);
        if (isCheckpoint) {
            return embeddings;
        }
        boolean isFilledUp = embeddings >= known && (own || embeddings == known || embeddings == configured);
        if (!isFilledUp) {
            throw new ModelException(
                    ("It has embeddings of %d tokens, but the tokenizer has %d%s; with ids of another tokenizer every token"
                                    + " would have the embedding of another. Take the tokenizer it was trained with.")
                            .formatted(
                                    embeddings, known, own ? "" : ", and " + thinking + " with those around thoughts"));
        }
        return known;
    }
}
