package io.github.coconut4j.data.task.prontoqa;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.internal.task.Draws;
import io.github.coconut4j.data.task.prontoqa.Ladder.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws the ladders of one problem and writes it down.
 *
 * <p>Default kind: one ladder, and one further concept with the opposite of the property that is asked about. Balanced
 * kind: a second ladder that mirrors the first, with somebody else on it; at the height that is asked about it has the
 * opposite property. Whether the property of the first is negated is a coin, so is the sign of the statement: nothing but
 * whose ladder leads where tells true from false.
 */
final class ProntoQaWriter {
    private static final int MOST_BELOW = 1;
    private static final int MOST_ABOVE = 2;
    private static final int MOST_RUNGS_OF_TWO = ProntoQaNames.CONCEPTS.size() / 2;

    private final ProntoQa task;
    private final RandomGenerator random;
    /** The individual is the concept at this place of the ladder. */
    private final int start;
    /** The property of the concept at this place is asked about. */
    private final int asked;

    private final List<String> names;
    private final List<String> individuals;
    private final List<List<String>> families;

    ProntoQaWriter(ProntoQa task, RandomGenerator random) {
        this.task = task;
        this.random = random;
        int room = task.balanced() ? MOST_RUNGS_OF_TWO - task.hops() : MOST_BELOW + MOST_ABOVE;
        start = random.nextInt(Math.min(MOST_BELOW, room) + 1);
        asked = start + task.hops() - 1;
        int rungs = asked + 1 + random.nextInt(Math.min(MOST_ABOVE, room - start) + 1);
        List<String> concepts = Draws.shuffled(ProntoQaNames.CONCEPTS, random);
        names = concepts.subList(0, rungs * (task.balanced() ? 2 : 1) + (task.balanced() ? 0 : 1));
        individuals = Draws.shuffled(ProntoQaNames.INDIVIDUALS, random);
        families = Draws.shuffled(ProntoQaNames.PROPERTIES, random).subList(0, rungs);
    }

    Problem write() {
        Ladder ladder = ladder(0, properties());
        Property truth = ladder.properties().get(asked);
        List<String> sentences = new ArrayList<>(ladder.facts());
        sentences.addAll(ladder.links());
        List<String> given = new ArrayList<>(List.of(ladder.isIndividual(start)));
        if (task.balanced()) {
            List<Property> mirrored = properties();
            mirrored.set(asked, truth.opposite());
            Ladder other = ladder(1, mirrored);
            sentences.addAll(other.facts());
            sentences.addAll(other.links());
            given.add(other.isIndividual(start));
        } else {
            sentences.add(Ladder.hasProperty(names.get(names.size() - 1), truth.opposite(), random));
        }
        boolean answer = random.nextBoolean();
        String question = String.join(" ", Draws.shuffled(sentences, random))
                + " " + String.join(" ", Draws.shuffled(given, random))
                + " True or false: " + ladder.individual() + " is " + (answer ? truth : truth.opposite()) + ".";
        return new Problem(question, task.steps().of(ladder.chain(asked)), answer ? "True" : "False", Map.of());
    }

    private Ladder ladder(int number, List<Property> properties) {
        int rungs = families.size();
        List<String> concepts = names.subList(number * rungs, (number + 1) * rungs);
        return Ladder.worded(concepts, properties, individuals.get(number), start, random);
    }

    /** One property of each family, from the first concept up. */
    private List<Property> properties() {
        return new ArrayList<>(IntStream.range(0, families.size())
                .mapToObj(rung -> new Property(Draws.any(families.get(rung), random), random.nextBoolean()))
                .toList());
    }
}
