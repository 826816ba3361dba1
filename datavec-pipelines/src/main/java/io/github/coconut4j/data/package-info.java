/**
 * Reasoning problems and where they come from.
 *
 * <p>Start with {@link io.github.coconut4j.data.Problem} and {@link io.github.coconut4j.data.ProblemSource}. Around them:
 *
 * <ul>
 *   <li>{@code data.file} reads and writes problem files;
 *   <li>{@code data.task} generates problems;
 *   <li>{@code data.text} turns text into token ids;
 *   <li>{@code data.stage} writes problems down for a stage of the curriculum and collects them into batches;
 *   <li>{@code data.stats} says what a data set really measures;
 *   <li>{@code data.vec} is all of it in DataVec's types.
 * </ul>
 *
 * <p>This package depends on none of them, and the module knows nothing of the model.
 *
 * <p>Dimension letters in this module: B rows of a batch, S columns (positions) of a batch.
 */
package io.github.coconut4j.data;
