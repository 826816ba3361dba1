package io.github.coconut4j.model;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What a latent loop is to predict. Column c predicts the token of column c + 1.
 *
 * @param first first column that predicts
 * @param rows which rows of the time-major hidden states from {@code first} on predict, {@code [M] int}; null when all but those of the last column do
 * @param targets the tokens to predict, {@code [M] int}
 * @param weights {@code [M]}, 1 where the target counts and 0 where the row only fills up the fixed size
 */
public record LoopLabels(int first, SDVariable rows, SDVariable targets, SDVariable weights) {}
