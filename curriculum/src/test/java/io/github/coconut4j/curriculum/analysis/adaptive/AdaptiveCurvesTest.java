package io.github.coconut4j.curriculum.analysis.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdaptiveCurvesTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    /** Two problems, counted by hand. */
    @Test
    void stopsAtTheFirstThoughtThatIsSureEnough() {
        float[] nothing = {0};
        List<AdaptivePoint> points = AdaptiveCurves.of(List.of(
                new Course(List.of(false, true, true), List.of(0.55, 0.95), List.of(nothing, nothing)),
                new Course(List.of(true, false, true), List.of(0.75, 0.3), List.of(nothing, nothing))));

        check(points, StoppingRule.FIXED, 0, 0, 0.5);
        check(points, StoppingRule.FIXED, 1, 1, 0.5);
        check(points, StoppingRule.FIXED, 2, 2, 1);
        check(points, StoppingRule.CONFIDENCE, 0, 0, 0.5);
        check(points, StoppingRule.CONFIDENCE, 0.6, 0.5, 1); // the first after one thought, the second at once
        check(points, StoppingRule.CONFIDENCE, 0.9, 1.5, 1); // the second is never sure and thinks to the end
        check(points, StoppingRule.CONFIDENCE, 1, 2, 1);
    }

    /** States that tell: their first number is above 0 where an answer would be right. Who learns that thinks as long as it must and no longer. */
    @Test
    void theClassifierFindsInTheStateWhenToStop() {
        SplittableRandom random = new SplittableRandom(5);
        List<Course> courses = IntStream.range(0, 200)
                .mapToObj(problem -> {
                    int ready = random.nextInt(4); // right from so many thoughts on
                    return new Course(
                            IntStream.rangeClosed(0, 3)
                                    .mapToObj(k -> k >= ready)
                                    .toList(),
                            IntStream.range(0, 3).mapToObj(k -> 0.5).toList(),
                            IntStream.range(0, 3)
                                    .mapToObj(k -> new float[] {k >= ready ? 1 : -1, (float) random.nextGaussian()})
                                    .toList());
                })
                .toList();
        double needed = courses.stream()
                .mapToInt(course -> course.right().indexOf(true))
                .average()
                .orElseThrow();

        check(AdaptiveCurves.of(courses), StoppingRule.CLASSIFIER, 0.5, needed, 1);
    }

    /** A model without thoughts has nothing to stop. */
    @Test
    void thereIsNoCurveWithoutThoughts() {
        assertThat(AdaptiveCurves.of(List.of(new Course(List.of(true), List.of(), List.of()))))
                .isEmpty();
    }

    private static void check(
            List<AdaptivePoint> points, StoppingRule rule, double threshold, double thoughts, double accuracy) {
        assertThat(points.stream()
                        .filter(point -> point.rule() == rule && Math.abs(point.threshold() - threshold) < 1e-9))
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.thoughts()).isCloseTo(thoughts, EXACT);
                    assertThat(point.accuracy()).isCloseTo(accuracy, EXACT);
                });
    }
}
