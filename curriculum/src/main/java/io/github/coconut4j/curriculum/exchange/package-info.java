/**
 * Models from elsewhere and for elsewhere: GPT-2 in Hugging Face's files and checkpoints of the official Coconut in, folders for transformers and graphs for stock
 * SameDiff out.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.exchange.ModelImport}. Depends on data, model, {@code settings} and {@code run}.
 */
package io.github.coconut4j.curriculum.exchange;
