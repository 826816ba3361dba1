package io.github.coconut4j.curriculum.audit.scores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitmentTest {
    /** Margins of some problems, a row for each, after 0, 1, ... thoughts. */
    private static List<List<OptionScores>> margins(double[]... problems) {
        return IntStream.range(0, problems[0].length)
                .mapToObj(k -> IntStream.range(0, problems.length)
                        .mapToObj(i -> new OptionScores(problems[i][k], 0))
                        .toList())
                .toList();
    }

    @Test
    void aProblemIsCommittedAtTheFirstThoughtFromWhichTheSignStays() {
        int[] at = Commitment.at(margins(
                new double[] {1, 2, 3, 4}, // from the beginning
                new double[] {1, -1, 1, 2}, // once more at the second
                new double[] {1, 1, 1, -1}, // only in the end, and wrong
                new double[] {-1, -1, 1, 1}));
        assertThat(at).containsExactly(0, 2, 3, 2);
    }

    @Test
    void sharesAddUpToAllProblems() {
        List<Commitment> commitments =
                Commitment.of(margins(new double[] {1, 2, 3}, new double[] {-3, 1, 2}, new double[] {-1, -2, -3}));
        assertThat(commitments.stream().mapToDouble(Commitment::committed).sum())
                .isEqualTo(1);
        assertThat(commitments).extracting(Commitment::committed).containsExactly(2 / 3.0, 1 / 3.0, 0.0);
        assertThat(commitments).extracting(Commitment::right).containsExactly(1 / 3.0, 2 / 3.0, 2 / 3.0);
        assertThat(commitments).extracting(Commitment::margin).containsExactly(-1.0, 1 / 3.0, 2 / 3.0);
    }
}
