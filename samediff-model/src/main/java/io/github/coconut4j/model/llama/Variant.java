package io.github.coconut4j.model.llama;

/** The models that share one decoder. */
public enum Variant {
    /** Without biases. */
    LLAMA("llama", "Llama", false),
    /** As Llama; read where no window limits what attention sees. */
    MISTRAL("mistral", "Mistral", false),
    /** With biases of queries, keys and values. */
    QWEN2("qwen2", "Qwen2", true);

    private final String type;
    private final String title;
    private final boolean biased;

    Variant(String type, String title, boolean biased) {
        this.type = type;
        this.title = title;
        this.biased = biased;
    }

    /** {@return {@code model_type} in config.json} */
    public String type() {
        return type;
    }

    /** {@return its name for people} */
    public String title() {
        return title;
    }

    /** {@return whether queries, keys and values have biases} */
    public boolean biased() {
        return biased;
    }

    /** The class of {@code transformers} that computes it. */
    String architecture() {
        return title + "ForCausalLM";
    }
}
