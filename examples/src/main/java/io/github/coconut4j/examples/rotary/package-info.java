/**
 * A decoder of one's own, that shares nothing with GPT-2: {@link io.github.coconut4j.examples.rotary.RotaryDecoder} draws it, the other three classes say what training and
 * files must know of it.
 */
package io.github.coconut4j.examples.rotary;
