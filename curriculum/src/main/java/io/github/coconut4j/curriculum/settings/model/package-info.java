/**
 * What a training begins with: a model from scratch, or the folder of one.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.settings.model.ModelSettings}.
 */
package io.github.coconut4j.curriculum.settings.model;
