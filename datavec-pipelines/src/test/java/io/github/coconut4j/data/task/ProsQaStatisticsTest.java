package io.github.coconut4j.data.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Generated problems against what was counted in the 800 published ones: means within 3 %, shares within 3 points. Four
 * standard errors of a share of 5000 problems are 2.8 points, so chance alone reaches neither.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProsQaStatisticsTest {
    private static final int COUNT = 5000;
    private static final double POINTS = 0.03;

    private List<Generated> generated;

    /** A problem and its facts, read from the text. */
    private record Generated(Problem problem, TextFacts facts) {
        int hops() {
            return problem.steps().size();
        }

        long shortestWays() {
            return ways(facts.asked(), hops());
        }

        boolean rightIsFirst() {
            return problem.answer().endsWith(" " + facts.options().get(0) + ".");
        }

        private long ways(String from, int left) {
            if (left == 0) {
                return problem.answer().endsWith(" " + from + ".") ? 1 : 0;
            }
            return facts.pairs().stream()
                    .filter(pair -> pair.get(0).equals(from))
                    .mapToLong(pair -> ways(pair.get(1), left - 1))
                    .sum();
        }
    }

    @BeforeAll
    void generate() {
        ProblemSource source = ProsQa.prosQa().problems(COUNT, 1);
        generated = LongStream.range(0, COUNT)
                .mapToObj(row -> source.problem(0, row))
                .map(problem -> new Generated(problem, TextFacts.parse(problem.question())))
                .toList();
    }

    @Test
    void meansAreWithin3Percent() {
        assertMean(22.8, problem -> problem.facts().names().size());
        assertMean(36.0, problem -> problem.facts().pairs().size());
        assertMean(3.77, Generated::hops);
        assertMean(1.59, Generated::shortestWays);
    }

    @ParameterizedTest
    @CsvSource({"3, 0.41", "4, 0.44", "5, 0.13", "6, 0.02"})
    void depthsAreAsFrequent(int hops, double published) {
        assertShare(published, problem -> problem.hops() == hops ? 1 : 0);
    }

    @Test
    void depthsAreNoOthers() {
        assertThat(generated).extracting(Generated::hops).containsOnly(3, 4, 5, 6);
    }

    @Test
    void personsAreAsMany() {
        assertShare(0.58, problem -> problem.facts().persons().size() == 2 ? 1 : 0);
        assertThat(generated)
                .extracting(problem -> problem.facts().persons().size())
                .containsOnly(2, 3, 4, 5, 6);
    }

    @Test
    void theRightOptionIsFirstAsOften() {
        assertShare(0.505, problem -> problem.rightIsFirst() ? 1 : 0);
    }

    /** In the published problems there was nothing outside these ranges; of more problems, a few may be. */
    @ParameterizedTest
    @ValueSource(strings = {"names", "facts", "out-degree"})
    void rangesAreThoseOfThePublishedProblems(String figure) {
        long outside = generated.stream()
                .filter(problem -> switch (figure) {
                    case "names" -> outside(problem.facts().names().size(), 14, 28);
                    case "facts" -> outside(problem.facts().pairs().size(), 16, 54);
                    default -> outside(outDegreeOfAsked(problem), 1, 7);
                })
                .count();

        assertThat((double) outside / COUNT).isLessThan(0.01);
    }

    private static int outDegreeOfAsked(Generated problem) {
        return (int) problem.facts().pairs().stream()
                .filter(pair -> pair.get(0).equals(problem.facts().asked()))
                .count();
    }

    private static boolean outside(int value, int least, int most) {
        return value < least || value > most;
    }

    private void assertMean(double published, ToDoubleFunction<Generated> figure) {
        assertThat(mean(figure)).isCloseTo(published, within(0.03 * published));
    }

    private void assertShare(double published, ToDoubleFunction<Generated> one) {
        assertThat(mean(one)).isCloseTo(published, within(POINTS));
    }

    private double mean(ToDoubleFunction<Generated> figure) {
        return generated.stream().mapToDouble(figure).average().orElseThrow();
    }
}
