package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph.Edge;
import java.util.List;
import java.util.random.RandomGenerator;

/** Facts about further persons and concepts that share no node with the graph that is asked about. */
final class Distractors {
    private static final int FACTS_PER_PERSON = 8;

    private Distractors() {}

    /** Adds {@code task.distractors()} facts; as long as there are names, two of three bring a new concept. */
    static void add(List<Edge> edges, ProsQa task, RandomGenerator random) {
        int count = task.distractors();
        int persons = (count + FACTS_PER_PERSON - 1) / FACTS_PER_PERSON;
        long concepts = edges.stream().mapToInt(Edge::to).distinct().count();
        int first = 2 + edges.stream().mapToInt(Edge::to).max().orElse(0);
        int firstConcept = first + persons;
        int next = firstConcept;
        long end = firstConcept + task.conceptNames().size() - concepts;
        if (count > 0 && end - firstConcept < Math.max(persons, count / 3)) {
            throw new DataException("There are too few names of concepts for " + count
                    + " distractors; ask for fewer, for fewer hops or for renamed concepts.");
        }
        for (int added = 0; added < count; ) {
            boolean newConcept = added < persons || (added % 3 != 2 && next < end);
            int to = newConcept ? next++ : firstConcept + random.nextInt(next - firstConcept);
            int from = added < persons ? first + added : first + random.nextInt(to - first);
            Edge edge = new Edge(from, to);
            if (!edges.contains(edge)) {
                edges.add(edge);
                added++;
            }
        }
    }
}
