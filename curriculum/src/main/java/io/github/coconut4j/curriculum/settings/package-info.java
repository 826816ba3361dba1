/**
 * The parts of an experiment that are neither data nor model: curriculum, optimizer, evaluation, execution, checkpoints.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.settings.Curriculum}. Depends on {@code config} and on what data and model offer.
 */
package io.github.coconut4j.curriculum.settings;
