package io.github.coconut4j.curriculum.audit;

/** What an audit comes to. */
public enum Verdict {
    /** The thoughts carry the reasoning: whoever changes them changes the answer, in the way they were changed. */
    CARRIED("carried by the thoughts"),
    /** Part of it goes through the thoughts, part around them; or the decisive experiment could not be made. */
    MIXED("mixed"),
    /** The thoughts are places to compute in; what stands in them does not matter, or there are none. */
    PLACEHOLDERS("placeholders"),
    /** The model answers without looking at what is asked. */
    SHORTCUT("shortcut"),
    /** The problems are too few to tell. */
    UNDECIDED("undecided: too few problems");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** {@return what is printed for it} */
    public String words() {
        return words;
    }
}
