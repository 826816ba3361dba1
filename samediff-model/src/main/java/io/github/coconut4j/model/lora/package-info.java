/**
 * Low-rank adapters: training a few numbers beside a model that stays as it is.
 *
 * <p>Start with {@link io.github.coconut4j.model.lora.LoraConfig}, a decoder like any other.
 */
package io.github.coconut4j.model.lora;
