package io.github.coconut4j.model.decoder;

/** What a parameter is for: from it follow how it begins ({@link Initialisation}) and whether it is among the matrices that decay. */
public enum ParameterKind {
    /** A table with a row for each token or position; begins normal with the deviation of embeddings. */
    EMBEDDING,
    /** The weights of a linear layer; begin normal. */
    MATRIX,
    /** The weights of a linear layer whose output is added to the residual stream; begin normal, smaller the more layers there are. */
    INTO_RESIDUAL,
    /** The first matrix of an adapter, {@code [rank, in]}; begins uniform, as peft has it. */
    ADAPTER_DOWN,
    /** The second matrix of an adapter, {@code [out, rank]}; begins as 0, so that nothing is added at first. */
    ADAPTER_UP,
    /** Scales what it meets; begins as 1. */
    GAIN,
    /** Is added to what it meets; begins as 0, or normal if asked for. */
    BIAS;

    /** {@return whether it multiplies whole vectors; gains and biases do not} */
    public boolean isMatrix() {
        return this != GAIN && this != BIAS;
    }
}
