/**
 * A SameDiff graph as plain nodes and values.
 *
 * <p>Start with {@link io.github.coconut4j.model.graph.Graph}. May depend on SameDiff; knows nothing of gradients, transformers, plans and memory.
 */
package io.github.coconut4j.model.graph;
