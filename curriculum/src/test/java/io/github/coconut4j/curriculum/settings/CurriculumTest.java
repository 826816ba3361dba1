package io.github.coconut4j.curriculum.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurriculumTest {

    @Test
    void epochsFallIntoStagesInOrder() {
        Curriculum curriculum = Curriculum.of(4).epochs(2, 1, 1, 1, 2);

        assertThat(IntStream.range(0, curriculum.totalEpochs()).map(curriculum::stageOf))
                .containsExactly(0, 0, 1, 2, 3, 4, 4);
        assertThat(curriculum.firstEpoch(4)).isEqualTo(5);
        assertThat(curriculum.finalStage()).isEqualTo(4);
    }

    @Test
    void aStageOfNoEpochsIsLeftOut() {
        Curriculum curriculum = Curriculum.of(2).epochs(1, 0, 1, 0);

        assertThat(IntStream.range(0, 2).map(curriculum::stageOf)).containsExactly(0, 2);
        assertThat(curriculum.finalStage()).isEqualTo(2);
    }

    @Test
    void oneNumberOfEpochsCountsForEveryStage() {
        assertThat(Curriculum.of(3).epochs(5).epochs()).containsExactly(5, 5, 5, 5);
    }

    @Test
    void epochsThatDoNotFitTheStagesAreRefused() {
        assertThatThrownBy(() -> Curriculum.of(4).epochs(1, 1))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("epochs has 2 numbers")
                .hasMessageContaining("5 (stage 0 to 4)");
    }

    @Test
    void mixingPutsTheExpectedShareOfProblemsIntoEachStage() {
        Problem problem = Problem.of("q", List.of("a", "b", "c"), "d");
        Curriculum curriculum = Curriculum.of(3).epochs(0, 0, 0, 1).uniformProb(0.4);
        int[] counts = new int[4];

        int rows = 20_000;
        for (int row = 0; row < rows; row++) {
            counts[curriculum.stageFor(problem, 7, 0, row)]++;
        }

        // 0.1 for each of the four stages, 0.6 more for stage 3; the standard error is 0.0035 at most.
        assertThat(counts[0] / (double) rows).isBetween(0.085, 0.115);
        assertThat(counts[1] / (double) rows).isBetween(0.085, 0.115);
        assertThat(counts[2] / (double) rows).isBetween(0.085, 0.115);
        assertThat(counts[3] / (double) rows).isBetween(0.68, 0.72);
    }

    /** 0.1 for each of the three stages before; stage 0 has none before it. The standard error is 0.0033 at most. */
    @Test
    void problemsGoBackToEarlierStagesAndNeverForward() {
        Problem problem = Problem.of("q", List.of("a"), "b");
        Curriculum curriculum = Curriculum.of(3).epochs(1, 1, 1, 1).earlierProb(0.3);
        int rows = 20_000;
        for (int row = 0; row < rows; row++) {
            assertThat(curriculum.stageFor(problem, 7, 0, row)).isZero();
            assertThat(curriculum.stageFor(problem, 7, 1, row)).isLessThan(2);
        }
        int[] counts = new int[4];
        for (int row = 0; row < rows; row++) {
            counts[curriculum.stageFor(problem, 7, 3, row)]++;
        }
        for (int earlier = 0; earlier < 3; earlier++) {
            assertThat(counts[earlier] / (double) rows).isBetween(0.085, 0.115);
        }
        assertThat(curriculum.trainedStages(problem)).containsExactly(0, 1, 2, 3);
        assertThat(Curriculum.of(3).epochs(1, 0, 0, 1).earlierProb(0.3).trainedStages(problem))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void mixingDrawsAnewInEveryEpochAndForEverySeed() {
        Problem problem = Problem.of("q", List.of("a", "b", "c"), "d");
        Curriculum curriculum = Curriculum.of(3).epochs(9, 9, 9, 9).uniformProb(1);

        assertThat(draws(curriculum, problem, 1, 0))
                .isEqualTo(draws(curriculum, problem, 1, 0))
                .isNotEqualTo(draws(curriculum, problem, 1, 1))
                .isNotEqualTo(draws(curriculum, problem, 2, 0));
    }

    private static List<Integer> draws(Curriculum curriculum, Problem problem, long seed, int epoch) {
        return IntStream.range(0, 50)
                .mapToObj(row -> curriculum.stageFor(problem, seed, epoch, row))
                .toList();
    }
}
