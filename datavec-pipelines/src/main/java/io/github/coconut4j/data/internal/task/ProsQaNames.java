package io.github.coconut4j.data.internal.task;

import java.util.ArrayList;
import java.util.List;

/** The words of ProsQA problems. */
public final class ProsQaNames {
    /** The 17 persons of the published problems. */
    public static final List<String> PERSONS = List.of(
            "Alex", "Bob", "Carol", "Davis", "Eva", "Fae", "Gabriel", "Jack", "Max", "Oliver", "Polly", "Rex", "Sally",
            "Sam", "Stella", "Tom", "Wren");

    /** The 38 concepts of the published problems. */
    public static final List<String> CONCEPTS = List.of(
            "bompus",
            "boompus",
            "brimpus",
            "chorpus",
            "dumpus",
            "felpus",
            "fompus",
            "gerpus",
            "gorpus",
            "grimpus",
            "gwompus",
            "hilpus",
            "impus",
            "jelpus",
            "jompus",
            "kerpus",
            "lempus",
            "lorpus",
            "numpus",
            "quimpus",
            "rempus",
            "rompus",
            "rorpus",
            "scrompus",
            "shumpus",
            "sterpus",
            "storpus",
            "terpus",
            "timpus",
            "tumpus",
            "vumpus",
            "worpus",
            "wumpus",
            "yerpus",
            "yimpus",
            "yumpus",
            "zhorpus",
            "zumpus");

    /** 60 concepts of the same sound that no published problem has. */
    public static final List<String> NEW_CONCEPTS = newConcepts();

    private ProsQaNames() {}

    private static List<String> newConcepts() {
        List<String> names = new ArrayList<>();
        for (String start : List.of("bl", "cl", "dr", "fl", "gl", "kn", "pl", "pr", "sk", "sn", "tr", "vr")) {
            for (String end : List.of("ampus", "elpus", "impus", "orpus", "umpus")) {
                names.add(start + end);
            }
        }
        return List.copyOf(names);
    }
}
