/**
 * The Llama family: Llama, Mistral and Qwen2, which differ in a bias and in what their files say. Sizes, graph, tensor names and {@code config.json}.
 *
 * <p>Start with {@link io.github.coconut4j.model.llama.LlamaConfig}.
 */
package io.github.coconut4j.model.llama;
