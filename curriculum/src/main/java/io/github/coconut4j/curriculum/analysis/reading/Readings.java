package io.github.coconut4j.curriculum.analysis.reading;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The thoughts of problems, read one by one.
 *
 * @param problems for each problem its thoughts, the first one first
 * @param explained share of the variance of all these thoughts along either component of their projections; empty where there are none
 */
public record Readings(List<List<ThoughtReading>> problems, List<Double> explained) {
    public Readings {
        problems = List.copyOf(problems);
        explained = List.copyOf(explained);
    }

    /**
     * Reads the states of all problems.
     *
     * @param seen for each problem the states behind its thoughts
     * @param lens of the same model
     * @return the readings, projected on the principal components of all of them
     */
    public static Readings of(List<List<SeenState>> seen, Lens lens) {
        List<float[]> states =
                seen.stream().flatMap(List::stream).map(SeenState::state).toList();
        List<List<ScoredToken>> nearest = lens.nearest(states);
        Projection projection = Projection.of(states);
        List<List<ThoughtReading>> problems = new ArrayList<>();
        int at = 0;
        for (List<SeenState> thoughts : seen) {
            List<ThoughtReading> readings = new ArrayList<>();
            for (int k = 0; k < thoughts.size(); k++) {
                float[] state = thoughts.get(k).state();
                readings.add(new ThoughtReading(
                        k + 1,
                        thoughts.get(k).says(),
                        nearest.get(at),
                        Vectors.norm(state),
                        k == 0
                                ? Double.NaN
                                : Vectors.cosine(state, thoughts.get(k - 1).state()),
                        Arrays.stream(projection.points()[at++]).boxed().toList()));
            }
            problems.add(List.copyOf(readings));
        }
        return new Readings(problems, projection.explained());
    }

    /**
     * {@return the thoughts that a model has about one problem, with or without a graph, read one by one; none if it has no thoughts}
     *
     * @param model that is asked
     * @param problem of any kind
     */
    public static Readings of(TrainedModel model, Problem problem) {
        try (Interrogation asked = new Interrogation(model);
                Lens lens = new Lens(asked)) {
            List<SeenState> seen = asked.behind(
                    IntStream.range(0, asked.places(problem))
                            .mapToObj(k -> asked.thinking(problem, k))
                            .toList(),
                    (k, end) -> lens.see(end));
            return of(List.of(seen), lens);
        }
    }
}
