package io.github.coconut4j.model.llama;

/** Qwen2 and Qwen2.5. */
public final class Qwen2Family extends LlamaFiles {
    /** For the service loader. */
    public Qwen2Family() {
        super(Variant.QWEN2);
    }
}
