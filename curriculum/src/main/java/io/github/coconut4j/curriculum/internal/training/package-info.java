/**
 * The training loop: a model through all stages of its curriculum, with evaluations, checkpoints and metrics.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.internal.training.Trainer}. What a run does reaches the outside only through {@link
 * io.github.coconut4j.curriculum.training.TrainingListener}; the metrics file is one, a progress bar another.
 */
package io.github.coconut4j.curriculum.internal.training;
