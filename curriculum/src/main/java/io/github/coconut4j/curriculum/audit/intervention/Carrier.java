package io.github.coconut4j.curriculum.audit.intervention;

/** On what of a thought a change is made. */
public enum Carrier {
    /** The vector that is fed back. Keys and values are computed from what it is changed to, and from what the thought's own column sees. */
    INPUT("the vector fed back"),
    /** What the thought's column has left for all later ones to see, in every layer; the column itself, and so the next thought, has computed with its own. */
    KEYS_VALUES("keys and values"),
    /** Of these the keys alone: where later columns look. */
    KEYS("keys"),
    /** Of these the values alone: what they find there. */
    VALUES("values");

    private final String words;

    Carrier(String words) {
        this.words = words;
    }

    /** {@return it in words} */
    public String words() {
        return words;
    }
}
