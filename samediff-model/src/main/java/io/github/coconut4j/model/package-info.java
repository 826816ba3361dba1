/**
 * The transformer as a SameDiff graph, the latent loop around it, the executor that trains and runs it, and the files it is kept in: what can go wrong here
 * stands in this package, everything else in the rooms below it.
 *
 * <p>May depend on ND4J and SameDiff only; knows nothing of problems, text or curricula. The method is read in {@code model.loop}, a decoder in {@code model.gpt2}.
 *
 * <p>Dimension letters: B rows of a batch, S columns, D width, H heads, L layers, V vocabulary, K thoughts.
 */
package io.github.coconut4j.model;
