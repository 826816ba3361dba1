/**
 * The backward pass of a graph, drawn by one rule for each op.
 *
 * <p>Start with {@link io.github.coconut4j.model.gradient.Backward}. Which ops have a rule stands in docs/executor.md; an op without one is refused by name.
 */
package io.github.coconut4j.model.gradient;
