/**
 * Whole experiments: one value that says everything, the words to write it with, and what happens when it is trained.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.experiment.Experiment} and {@link
 * io.github.coconut4j.curriculum.experiment.Dsl}.
 */
package io.github.coconut4j.curriculum.experiment;
