/**
 * GPT-2: the graph, its sizes and the names and shapes of its parameters.
 */
package io.github.coconut4j.model.gpt2;
