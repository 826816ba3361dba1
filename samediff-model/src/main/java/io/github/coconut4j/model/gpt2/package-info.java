/**
 * GPT-2: its sizes, the graph it draws, the names and shapes of its parameters, and its files. Nothing else knows it but by the name {@code gpt2}.
 */
package io.github.coconut4j.model.gpt2;
