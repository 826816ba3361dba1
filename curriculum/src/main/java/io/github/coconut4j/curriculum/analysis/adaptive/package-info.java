/**
 * Thinking that stops when it is enough: by the confidence of the first word, or by a classifier on the hidden state.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.analysis.adaptive.AdaptiveCurves}.
 */
package io.github.coconut4j.curriculum.analysis.adaptive;
