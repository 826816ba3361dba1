/**
 * Text to token ids and back. Start with {@link io.github.coconut4j.data.text.Tokenizer}; {@link
 * io.github.coconut4j.data.text.Tokenizers} builds the one that suits a data set and loads the one of a model folder.
 *
 * <p>Depends on {@code io.github.coconut4j.data} alone.
 */
package io.github.coconut4j.data.text;
