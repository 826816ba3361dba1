/**
 * A SameDiff graph as plain nodes and values, and the training graph that is derived from it by one backward rule for
 * each operation.
 *
 * <p>Start with {@link io.github.coconut4j.model.graph.Graph} and {@link io.github.coconut4j.model.graph.Backward}. May
 * depend on SameDiff; knows nothing of transformers, plans and memory.
 */
package io.github.coconut4j.model.graph;
