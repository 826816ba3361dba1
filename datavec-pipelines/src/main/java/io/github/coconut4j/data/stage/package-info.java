/**
 * From problem records to batches: how a problem is written down at a stage of the curriculum ({@link
 * io.github.coconut4j.data.stage.Layout}), encoded ({@link io.github.coconut4j.data.stage.ProblemEncoder}) by a DataVec
 * transform ({@link io.github.coconut4j.data.stage.Staging}), padded and collected ({@link
 * io.github.coconut4j.data.stage.Batches}) and delivered epoch by epoch ({@link
 * io.github.coconut4j.data.stage.StagedDataSetIterator}).
 *
 * <p>Depends on {@code data}, {@code data.record} and {@code data.text}. Dimension letters: B rows of a batch, S columns.
 */
package io.github.coconut4j.data.stage;
