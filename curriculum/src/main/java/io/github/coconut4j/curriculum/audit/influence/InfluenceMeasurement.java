package io.github.coconut4j.curriculum.audit.influence;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.model.generate.ThoughtListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Zeroes one thought after the other and looks at what the LM head reads behind it. */
public final class InfluenceMeasurement {
    private InfluenceMeasurement() {}

    /**
     * Measures a model.
     *
     * @param model any with thoughts
     * @param problems each with two options, all with as many thoughts
     * @param thoughts K of each problem, at least 1
     * @return means over the problems
     */
    public static Influence of(TrainedModel model, List<Problem> problems, int thoughts) {
        List<List<double[]>> clean = distributions(model, problems, thoughts, 0, (k, z, rows) -> {});
        List<List<Double>> onThoughts = new ArrayList<>();
        List<Double> onAnswer = new ArrayList<>();
        for (int from = 0; from < thoughts; from++) {
            int zeroed = from;
            ThoughtListener zero = (k, z, rows) -> {
                if (k == zeroed) {
                    z.assign(0);
                }
            };
            List<List<double[]>> changed = distributions(model, problems, thoughts, from + 1, zero);
            List<Double> row = new ArrayList<>(Collections.nCopies(thoughts, 0.0));
            for (int to = from + 1; to < thoughts; to++) {
                row.set(to, Influence.divergence(clean.get(to), changed.get(to)));
            }
            onThoughts.add(row);
            onAnswer.add(Influence.divergence(clean.get(thoughts), changed.get(thoughts)));
        }
        return new Influence(onThoughts, onAnswer);
    }

    /** What is read from each thought from {@code first} on, and in the answer; empty lists before. {@code [K + 1][problems][V]}. */
    private static List<List<double[]>> distributions(
            TrainedModel model, List<Problem> problems, int thoughts, int first, ThoughtListener listener) {
        List<List<double[]>> read = new ArrayList<>(Collections.nCopies(first, List.of()));
        try (Interrogation asked = new Interrogation(model, listener)) {
            for (int k = first; k < thoughts; k++) {
                int before = k;
                read.add(words(
                        asked,
                        problems.stream()
                                .map(problem -> asked.thinking(problem, before))
                                .toList()));
            }
            read.add(words(
                    asked,
                    problems.stream()
                            .map(problem -> choosing(asked, problem, thoughts))
                            .toList()));
        }
        return read;
    }

    private static List<double[]> words(Interrogation asked, List<StagedRecord> prompts) {
        return asked.behind(prompts, (row, end) -> end.logProbabilities());
    }

    /** Behind all thoughts and the words that the two answers have in common. */
    private static StagedRecord choosing(Interrogation asked, Problem problem, int thoughts) {
        int[] right = asked.answer(problem.answer());
        int[] other = asked.answer(problem.otherAnswer().orElseThrow());
        int common = Arrays.mismatch(right, other);
        return asked.speaking(problem, thoughts, Arrays.copyOf(right, Math.max(0, common)));
    }
}
