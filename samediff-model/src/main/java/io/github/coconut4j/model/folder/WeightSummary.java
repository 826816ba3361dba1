package io.github.coconut4j.model.folder;

/**
 * What is known of weights before they are read.
 *
 * @param embeddings how many there are, of tokens or of none
 * @param configured how many the configuration says there are
 * @param turned whether matrices lie the other way round, as in files of nanoGPT
 */
public record WeightSummary(int embeddings, int configured, boolean turned) {}
