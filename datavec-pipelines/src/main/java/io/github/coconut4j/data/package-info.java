/**
 * Reasoning problems and where they come from.
 *
 * <p>Start with {@link io.github.coconut4j.data.Problem} and {@link io.github.coconut4j.data.ProblemSource}. Around them:
 *
 * <ul>
 *   <li>{@code data.file} reads and writes problem files;
 *   <li>{@code data.task} generates problems;
 *   <li>{@code data.text} turns text into token ids;
 *   <li>{@code data.record} gives them as DataVec records, and takes problems from any DataVec pipeline;
 *   <li>{@code data.stage} writes the records down for a stage of the curriculum and collects them into batches;
 *   <li>{@code data.stats} says what a data set really measures.
 * </ul>
 *
 * <p>Training goes one way through them: a source (of {@code data.file}, {@code data.task} or {@code data.record}), the
 * record reader, the staging transform, the batches.
 *
 * <p>This package depends on none of them, and the module knows nothing of the model.
 *
 * <p>Dimension letters in this module: B rows of a batch, S columns (positions) of a batch.
 */
package io.github.coconut4j.data;
