/**
 * Further experiments on a trained model, those that are no part of the verdict: each with its table, picture and controls.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.audit.further.Further}.
 */
package io.github.coconut4j.curriculum.audit.further;
