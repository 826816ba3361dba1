package io.github.coconut4j.data.task.prontoqa;

import java.util.List;
import java.util.stream.Stream;

/** The words of ProntoQA problems. */
final class ProntoQaNames {
    static final List<String> CONCEPTS = List.of(
            "brimpus", "dumpus", "gorpus", "grimpus", "impus", "jompus", "lempus", "lorpus", "numpus", "rompus",
            "shumpus", "sterpus", "tumpus", "vumpus", "wumpus", "yumpus", "zumpus");

    static final List<String> INDIVIDUALS =
            List.of("Alex", "Fae", "Max", "Polly", "Rex", "Sally", "Sam", "Stella", "Wren");

    /** Properties of one row exclude each other, so a ladder takes at most one of each row. */
    static final List<List<String>> PROPERTIES = List.of(
            List.of("blue", "red", "brown", "orange"),
            List.of("small", "large"),
            List.of("metallic", "wooden", "luminous", "liquid"),
            List.of("transparent", "opaque"),
            List.of("nervous", "happy", "feisty", "shy"),
            List.of("bright", "dull"),
            List.of("sweet", "sour", "spicy", "bitter"),
            List.of("floral", "fruity", "earthy"),
            List.of("hot", "cold", "temperate"),
            List.of("kind", "mean", "angry", "amenable", "aggressive"),
            List.of("slow", "fast"));

    private ProntoQaNames() {}

    /** Every word that a problem may have. */
    static List<String> words() {
        return Stream.of(
                        Stream.of("Every", "Each", "is", "are", "a", "an", "not", ".", ":"),
                        Stream.of("True", "False", "or", "false"),
                        INDIVIDUALS.stream(),
                        CONCEPTS.stream(),
                        CONCEPTS.stream().map(concept -> concept + "es"),
                        CONCEPTS.stream().map(ProntoQaNames::plural),
                        PROPERTIES.stream().flatMap(List::stream))
                .flatMap(words -> words)
                .toList();
    }

    /** As the first word of a sentence. */
    static String plural(String concept) {
        return Character.toUpperCase(concept.charAt(0)) + concept.substring(1) + "es";
    }

    static String withArticle(String concept) {
        return ("aeiou".indexOf(concept.charAt(0)) >= 0 ? "an " : "a ") + concept;
    }
}
