package io.github.coconut4j.curriculum.analysis.adaptive;

import io.github.coconut4j.data.stats.LogisticRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Accuracy against the mean number of thoughts, rule by rule. What each problem would have been answered after every number of thoughts is known, so that stopping
 * is replayed, not asked again.
 */
public final class AdaptiveCurves {
    private static final int STEPS = 20;

    /** A chance, for a problem and a number of thoughts, that it is time to stop. */
    @FunctionalInterface
    private interface Chance {
        double at(int problem, int thoughts);
    }

    private AdaptiveCurves() {}

    /**
     * Replays all rules.
     *
     * @param courses of the problems; at least two for the classifier, which is fitted on every second one and used on the others, and the other way round
     * @return the points of each rule, more thoughts later; none if nobody thinks
     */
    public static List<AdaptivePoint> of(List<Course> courses) {
        int most = courses.stream().mapToInt(Course::most).max().orElse(0);
        List<AdaptivePoint> points = new ArrayList<>();
        if (most == 0) {
            return points;
        }
        for (int k = 0; k <= most; k++) {
            int fixed = k;
            points.add(point(StoppingRule.FIXED, k, courses, (problem, thoughts) -> thoughts >= fixed ? 1 : 0, 1));
        }
        points.addAll(curve(StoppingRule.CONFIDENCE, courses, (problem, thoughts) -> courses.get(problem)
                .confidence()
                .get(thoughts)));
        if (courses.size() > 1) {
            List<double[]> chances = chances(courses, most);
            points.addAll(
                    curve(StoppingRule.CLASSIFIER, courses, (problem, thoughts) -> chances.get(problem)[thoughts]));
        }
        return points;
    }

    private static List<AdaptivePoint> curve(StoppingRule rule, List<Course> courses, Chance chance) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> (double) step / STEPS)
                .map(threshold -> point(rule, threshold, courses, chance, threshold))
                .toList();
    }

    private static AdaptivePoint point(
            StoppingRule rule, double shown, List<Course> courses, Chance chance, double threshold) {
        double thoughts = 0;
        double right = 0;
        for (int problem = 0; problem < courses.size(); problem++) {
            Course course = courses.get(problem);
            int k = 0;
            while (k < course.most() && chance.at(problem, k) < threshold) {
                k++;
            }
            thoughts += k;
            right += course.right().get(k) ? 1 : 0;
        }
        return new AdaptivePoint(rule, shown, thoughts / courses.size(), right / courses.size());
    }

    /** For each problem and number of thoughts, the chance that an answer now is right, from the half of the problems that this one does not belong to. */
    private static List<double[]> chances(List<Course> courses, int most) {
        List<LogisticRegression> halves =
                List.of(fit(courses, 1, most), fit(courses, 0, most)); // of odd problems for even ones
        List<double[]> chances = new ArrayList<>();
        for (int problem = 0; problem < courses.size(); problem++) {
            Course course = courses.get(problem);
            LogisticRegression other = halves.get(problem % 2);
            double[] chance = new double[course.most()];
            Arrays.setAll(chance, k -> 1 / (1 + Math.exp(-other.score(features(course, k, most)))));
            chances.add(chance);
        }
        return chances;
    }

    private static LogisticRegression fit(List<Course> courses, int half, int most) {
        List<double[]> turned = new ArrayList<>();
        for (int problem = half; problem < courses.size(); problem += 2) {
            Course course = courses.get(problem);
            for (int k = 0; k < course.most(); k++) {
                double sign = course.right().get(k) ? 1 : -1;
                turned.add(Arrays.stream(features(course, k, most))
                        .map(value -> sign * value)
                        .toArray());
            }
        }
        return LogisticRegression.fit(turned);
    }

    /** The state, and which place it is at. */
    private static double[] features(Course course, int k, int most) {
        float[] state = course.states().get(k);
        double[] features = new double[state.length + most];
        for (int i = 0; i < state.length; i++) {
            features[i] = state[i];
        }
        features[state.length + k] = 1;
        return features;
    }
}
