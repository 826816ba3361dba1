/**
 * How thoughts are changed while problems are asked: thoughts recorded before, thoughts of strangers, and the edit itself.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.internal.intervention.ThoughtEdit}.
 */
package io.github.coconut4j.curriculum.internal.intervention;
