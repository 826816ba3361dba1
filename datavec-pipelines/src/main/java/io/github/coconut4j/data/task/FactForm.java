package io.github.coconut4j.data.task;

/** How a problem of ProsQA is written down. */
public enum FactForm {
    /** Sentences: "Every brimpus is a gorpus." */
    WORDS,

    /** Symbols, one a node, see {@link Symbols}: {@code 7 31 |}. */
    SYMBOLS
}
