/**
 * What a model is made of: its parameters, its special tokens and what they begin with.
 */
package io.github.coconut4j.model.decoder;
