package io.github.coconut4j.model.linear;

/** How a decoder stores the matrices of its linear layers. */
public enum MatrixOrder {
    /** {@code [in, out]}, as GPT-2. */
    IN_OUT,
    /** {@code [out, in]}, as PyTorch's {@code Linear} and so the Llama family. */
    OUT_IN
}
