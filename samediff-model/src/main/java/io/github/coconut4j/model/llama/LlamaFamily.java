package io.github.coconut4j.model.llama;

/** Llama 2 and 3, and the many models of that type, such as TinyLlama and SmolLM2. */
public final class LlamaFamily extends LlamaFiles {
    /** For the service loader. */
    public LlamaFamily() {
        super(Variant.LLAMA);
    }
}
