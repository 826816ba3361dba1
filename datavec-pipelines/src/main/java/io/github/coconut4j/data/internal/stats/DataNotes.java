package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.List;

/** Counts what is not wrong with problems, but worth knowing. */
public final class DataNotes {
    private long problems;
    private long withoutSteps;
    private long graphsAside;
    private long marked;
    private String firstMarked = "";

    public void look(Problem problem, Place place) {
        problems++;
        withoutSteps += problem.steps().isEmpty() ? 1 : 0;
        if (problem.answer().contains("#")) {
            firstMarked = marked == 0 ? place.toString() : firstMarked;
            marked++;
        }
        graphsAside += hasGraphAside(problem) ? 1 : 0;
    }

    private static boolean hasGraphAside(Problem problem) {
        try {
            return FactGraph.isIn(problem) && FactGraph.of(problem).isEmpty();
        } catch (DataException unreadable) {
            return false; // DataCheck names such problems
        }
    }

    public long withoutSteps() {
        return withoutSteps;
    }

    /** One sentence for everything that was counted. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (graphsAside > 0) {
            sentences.add(
                    "%d of %d problems have the keys of a graph that their question does not ask about; what counts is the question."
                            .formatted(graphsAside, problems));
        }
        if (marked > 0) {
            sentences.add(
                    "%d %s a # in it, the first in %s; the official evaluation, which looks behind the last #, counts it as wrong."
                            .formatted(marked, marked == 1 ? "answer has" : "answers have", firstMarked));
        }
        if (withoutSteps == problems) {
            sentences.add("No problem has steps, so there is nothing that thoughts could replace.");
        }
        return sentences;
    }
}
