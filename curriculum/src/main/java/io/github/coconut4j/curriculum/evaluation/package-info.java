/**
 * What a model answers to held-out problems: greedy decoding, three classes of outcome, intervals.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.evaluation.Evaluator}. Depends on {@code io.github.coconut4j.data} and
 * {@code io.github.coconut4j.model}.
 */
package io.github.coconut4j.curriculum.evaluation;
