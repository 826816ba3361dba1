package io.github.coconut4j.model.folder;

/**
 * How the embeddings of a model that is read become those of a tokenizer's tokens. Embeddings of no token are left out: some models have them, to fill up to a round
 * number, and nothing was ever learnt for them.
 *
 * @param known tokens the model's own tokenizer has; where there are more embeddings than tokens in all, those behind are of no token
 * @param tokens in all
 * @param copied id of the token whose embedding new tokens begin with, {@code <<} in the official code; behind a latent token that a checkpoint has
 *     learnt itself they begin with that one's, for such tokens stand where thoughts would
 */
public record VocabularyGrowth(int known, int tokens, int copied) {

    /** How many embeddings of a file are those of tokens. */
    int kept(int embeddings, boolean ofThatTokenizer) {
        return ofThatTokenizer && embeddings > tokens ? Math.min(known, tokens) : Math.min(embeddings, tokens);
    }
}
