/**
 * Plans: a graph bound to fixed shapes and memory, to be run again and again without allocating.
 *
 * <p>Start with {@link io.github.coconut4j.model.plan.Plan}. May depend on {@code model.graph}; knows nothing of
 * transformers.
 */
package io.github.coconut4j.model.plan;
