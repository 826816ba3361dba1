package io.github.coconut4j.curriculum.audit.scores;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.StagedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a model would give to the two options of a problem if it had to answer: log-probability of the answer mark and each option, teacher-forced, the sum over their
 * tokens.
 *
 * @param right log p of the right answer
 * @param other log p of the other option
 */
public record OptionScores(double right, double other) {

    /** {@return log p(right) - log p(other); above 0 the right one is preferred} */
    public double margin() {
        return right - other;
    }

    /** {@return whether the right one is preferred} */
    public boolean prefersRight() {
        return margin() > 0;
    }

    /** {@return the probability of the preferred one among the two, from 0.5 to 1} */
    public double confidence() {
        return 1 / (1 + Math.exp(-Math.abs(margin())));
    }

    /**
     * {@return scores of many problems after k thoughts (or as many as a problem is given, if these are fewer), batch by batch} A model without
     * places is given k written steps.
     *
     * @param model that is asked
     * @param problems each with two options
     * @param k 0 or more
     */
    public static List<OptionScores> after(Interrogation model, List<Problem> problems, int k) {
        List<StagedRecord> prompts = new ArrayList<>();
        List<Set<Integer>> wanted = new ArrayList<>();
        List<Map<List<Integer>, Integer>> rows = new ArrayList<>();
        for (Problem problem : problems) {
            Map<List<Integer>, Integer> beginnings = new LinkedHashMap<>();
            for (int[] answer : List.of(right(model, problem), other(model, problem))) {
                for (int said = 0; said < answer.length; said++) {
                    int[] words = Arrays.copyOf(answer, said);
                    if (beginnings.putIfAbsent(beginning(words), prompts.size()) == null) {
                        prompts.add(model.speaking(problem, thoughts(model, problem, k), words));
                        wanted.add(new HashSet<>());
                    }
                    wanted.get(beginnings.get(beginning(words))).add(answer[said]);
                }
            }
            rows.add(beginnings);
        }
        List<Map<Integer, Double>> next = model.behind(prompts, (row, end) -> wanted.get(row).stream()
                .collect(Collectors.toMap(Function.identity(), word -> end.logProbabilities()[word])));
        List<OptionScores> scores = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            scores.add(new OptionScores(
                    log(right(model, problems.get(i)), rows.get(i), next),
                    log(other(model, problems.get(i)), rows.get(i), next)));
        }
        return scores;
    }

    private static int thoughts(Interrogation model, Problem problem, int k) {
        int places = model.places(problem);
        return places == 0 ? k : Math.min(k, places);
    }

    private static int[] right(Interrogation model, Problem problem) {
        return model.answer(problem.answer());
    }

    private static int[] other(Interrogation model, Problem problem) {
        return model.answer(problem.otherAnswer().orElseThrow());
    }

    private static double log(int[] answer, Map<List<Integer>, Integer> rows, List<Map<Integer, Double>> next) {
        double log = 0;
        for (int said = 0; said < answer.length; said++) {
            log += next.get(rows.get(beginning(Arrays.copyOf(answer, said)))).get(answer[said]);
        }
        return log;
    }

    private static List<Integer> beginning(int[] words) {
        return Arrays.stream(words).boxed().toList();
    }
}
