package io.github.coconut4j.model.generate;

/**
 * Where a prompt ends.
 *
 * @param state hidden state behind it after the final norm, {@code [D]}: what would be fed back as its next thought
 * @param logits of every word as the next one, {@code [V]}: that state through the LM head
 */
public record PromptEnd(float[] state, float[] logits) {}
