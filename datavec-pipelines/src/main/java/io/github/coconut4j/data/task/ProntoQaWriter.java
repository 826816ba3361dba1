package io.github.coconut4j.data.task;

import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Draws one ladder of concepts and writes it down. */
final class ProntoQaWriter {
    private static final List<String> CONCEPTS = List.of(
            "brimpus", "dumpus", "gorpus", "grimpus", "impus", "jompus", "lempus", "lorpus", "numpus", "rompus",
            "shumpus", "sterpus", "tumpus", "vumpus", "wumpus", "yumpus", "zumpus");

    private static final List<String> INDIVIDUALS =
            List.of("Alex", "Fae", "Max", "Polly", "Rex", "Sally", "Sam", "Stella", "Wren");

    /** Properties of one row exclude each other, so a ladder takes at most one of each row. */
    private static final List<List<String>> PROPERTIES = List.of(
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

    private static final int MOST_BELOW = 1;
    private static final int MOST_ABOVE = 2;

    private final RandomGenerator random;
    private final int hops;
    /** The individual is the concept at this place of the ladder. */
    private final int start;

    private final List<String> ladder;
    private final List<Property> properties = new ArrayList<>();
    private final String individual;
    private final String stranger;

    /** A property that something has, or has not. */
    private record Property(String name, boolean holds) {
        Property opposite() {
            return new Property(name, !holds);
        }

        @Override
        public String toString() {
            return holds ? name : "not " + name;
        }
    }

    ProntoQaWriter(ProntoQa task, RandomGenerator random) {
        this.random = random;
        hops = task.hops();
        start = random.nextInt(MOST_BELOW + 1);
        int rungs = start + hops + random.nextInt(MOST_ABOVE + 1);
        List<String> names = Draws.shuffled(CONCEPTS, random);
        ladder = names.subList(0, rungs);
        stranger = names.get(rungs);
        individual = Draws.any(INDIVIDUALS, random);
        List<List<String>> families = Draws.shuffled(PROPERTIES, random);
        for (int rung = 0; rung < rungs; rung++) {
            properties.add(new Property(Draws.any(families.get(rung), random), random.nextBoolean()));
        }
    }

    /** Every word that a problem may have. */
    static List<String> words() {
        return Stream.of(
                        Stream.of("Every", "Each", "is", "are", "a", "an", "not", ".", ":"),
                        Stream.of("True", "False", "or", "false"),
                        INDIVIDUALS.stream(),
                        CONCEPTS.stream(),
                        CONCEPTS.stream().map(concept -> concept + "es"),
                        CONCEPTS.stream().map(ProntoQaWriter::plural),
                        PROPERTIES.stream().flatMap(List::stream))
                .flatMap(words -> words)
                .toList();
    }

    Problem write() {
        List<String> links = new ArrayList<>();
        List<String> facts = new ArrayList<>();
        for (int rung = 0; rung < ladder.size(); rung++) {
            facts.add(hasProperty(ladder.get(rung), properties.get(rung)));
            links.add(rung + 1 < ladder.size() ? isA(ladder.get(rung), ladder.get(rung + 1)) : "");
        }
        int asked = start + hops - 1;
        Property truth = properties.get(asked);

        List<String> steps = new ArrayList<>(List.of(isIndividual(start)));
        for (int rung = start; rung < asked; rung++) {
            steps.add(links.get(rung));
            steps.add(isIndividual(rung + 1));
        }
        steps.add(facts.get(asked));
        steps.add(individual + " is " + truth + ".");

        List<String> sentences = new ArrayList<>(facts);
        links.stream().filter(link -> !link.isEmpty()).forEach(sentences::add);
        sentences.add(hasProperty(stranger, truth.opposite()));
        boolean answer = random.nextBoolean();
        String question = String.join(" ", Draws.shuffled(sentences, random)) + " " + isIndividual(start)
                + " True or false: " + individual + " is " + (answer ? truth : truth.opposite()) + ".";
        return new Problem(question, steps, answer ? "True" : "False", Map.of());
    }

    private String isIndividual(int rung) {
        return individual + " is " + withArticle(ladder.get(rung)) + ".";
    }

    private String isA(String concept, String more) {
        return switch (random.nextInt(3)) {
            case 0 -> "Every " + concept + " is " + withArticle(more) + ".";
            case 1 -> "Each " + concept + " is " + withArticle(more) + ".";
            default -> plural(concept) + " are " + more + "es.";
        };
    }

    private String hasProperty(String concept, Property property) {
        return switch (random.nextInt(3)) {
            case 0 -> "Every " + concept + " is " + property + ".";
            case 1 -> "Each " + concept + " is " + property + ".";
            default -> plural(concept) + " are " + property + ".";
        };
    }

    private static String plural(String concept) {
        return Character.toUpperCase(concept.charAt(0)) + concept.substring(1) + "es";
    }

    private static String withArticle(String concept) {
        return ("aeiou".indexOf(concept.charAt(0)) >= 0 ? "an " : "a ") + concept;
    }
}
