/**
 * The ladder of controls between no thoughts and Coconut (experiment E6): rungs that differ by one thing each, trained alike, and what each rung is worth.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.audit.ladder.Ladder}.
 */
package io.github.coconut4j.curriculum.audit.ladder;
