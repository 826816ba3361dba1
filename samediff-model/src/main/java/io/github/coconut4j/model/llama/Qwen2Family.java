package io.github.coconut4j.model.llama;

/** Qwen2 and Qwen2.5. */
public final class Qwen2Family extends LlamaFiles {
    public Qwen2Family() {
        super(Variant.QWEN2);
    }
}
