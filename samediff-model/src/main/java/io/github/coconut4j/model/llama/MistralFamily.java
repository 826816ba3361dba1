package io.github.coconut4j.model.llama;

/** Mistral without a window over its columns. */
public final class MistralFamily extends LlamaFiles {
    /** For the service loader. */
    public MistralFamily() {
        super(Variant.MISTRAL);
    }
}
