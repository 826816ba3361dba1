/**
 * What a training tells while it runs, and what is left of it: listeners, events, metrics.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.training.TrainingListener}.
 */
package io.github.coconut4j.curriculum.training;
