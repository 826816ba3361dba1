package io.github.coconut4j.data.task.prontoqa;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Concepts of ProntoQA, each of which is the next and has a property, and somebody who is one of them.
 *
 * @param concepts from the first to the one that is everything above it
 * @param properties of each concept
 * @param individual who is the concept at {@code start}
 * @param start place of that concept
 * @param facts the sentences about the properties, one a concept
 * @param links the sentences that say that a concept is the next, one a concept but the last
 */
record Ladder(
        List<String> concepts,
        List<Property> properties,
        String individual,
        int start,
        List<String> facts,
        List<String> links) {

    /** A property that something has, or has not. */
    record Property(String name, boolean holds) {
        Property opposite() {
            return new Property(name, !holds);
        }

        @Override
        public String toString() {
            return holds ? name : "not " + name;
        }
    }

    /** Words the sentences of a ladder, each in one of three ways. */
    static Ladder worded(
            List<String> concepts, List<Property> properties, String individual, int start, RandomGenerator random) {
        List<String> facts = new ArrayList<>();
        List<String> links = new ArrayList<>();
        for (int rung = 0; rung < concepts.size(); rung++) {
            facts.add(hasProperty(concepts.get(rung), properties.get(rung), random));
            if (rung + 1 < concepts.size()) {
                links.add(isA(concepts.get(rung), concepts.get(rung + 1), random));
            }
        }
        return new Ladder(concepts, properties, individual, start, facts, links);
    }

    /** What the individual is, at its start or further up. */
    String isIndividual(int rung) {
        return individual + " is " + ProntoQaNames.withArticle(concepts.get(rung)) + ".";
    }

    /** From what the individual is at the start to the property of a concept: what is known and the rule for it, in turn. */
    List<String> chain(int asked) {
        List<String> sentences = new ArrayList<>(List.of(isIndividual(start)));
        for (int rung = start; rung < asked; rung++) {
            sentences.add(links.get(rung));
            sentences.add(isIndividual(rung + 1));
        }
        sentences.add(facts.get(asked));
        sentences.add(individual + " is " + properties.get(asked) + ".");
        return sentences;
    }

    static String hasProperty(String concept, Property property, RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> "Every " + concept + " is " + property + ".";
            case 1 -> "Each " + concept + " is " + property + ".";
            default -> ProntoQaNames.plural(concept) + " are " + property + ".";
        };
    }

    private static String isA(String concept, String more, RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> "Every " + concept + " is " + ProntoQaNames.withArticle(more) + ".";
            case 1 -> "Each " + concept + " is " + ProntoQaNames.withArticle(more) + ".";
            default -> ProntoQaNames.plural(concept) + " are " + more + "es.";
        };
    }
}
