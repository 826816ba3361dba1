/**
 * Problems and how they become batches: readers and generators of problems, tokenizers, the staged records of a
 * curriculum, and the batches a model is trained on.
 *
 * <p>May depend on ND4J, DataVec and text libraries; knows nothing of the model. What it hands on is an ND4J
 * {@link org.nd4j.linalg.dataset.api.MultiDataSet} with the arrays {@code input_ids}, {@code attention_mask},
 * {@code position_ids} and {@code labels}, each {@code [B, S] int}.
 *
 * <p>Dimension letters: B rows of a batch, S columns, K thoughts.
 */
package io.github.coconut4j.data;
