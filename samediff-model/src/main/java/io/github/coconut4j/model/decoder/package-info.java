/**
 * What a decoder must say of itself to be trained, asked and saved ({@link io.github.coconut4j.model.decoder.DecoderConfig}, {@link
 * io.github.coconut4j.model.decoder.DecoderFamily}), and what a model is made of: decoder, special tokens, loop, parameters.
 */
package io.github.coconut4j.model.decoder;
