package io.github.coconut4j.curriculum.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTest {

    /** Whole rounds, a last round that is short, fewer batches than workers, rounds as long as the epoch. */
    @ParameterizedTest
    @CsvSource({"40, 2, 5", "41, 2, 20", "7, 3, 2", "2, 4, 3", "1, 5, 1", "100, 7, 1000", "13, 1, 4", "9, 4, 2"})
    void theSharesOfAllRoundsAreTheEpochAndDisjoint(long batches, int workers, int frequency) {
        long steps = Round.stepsOf(batches, workers);
        List<Long> taken = new ArrayList<>();
        Set<Long> numbers = new HashSet<>();
        int most = 0;

        for (long position = 0; position < steps; ) {
            int length = (int) Math.min(frequency, steps - position);
            Round round = new Round(0, 0, position, position + 1, workers, Collections.nCopies(length, 0.1));
            for (int worker = 0; worker < workers; worker++) {
                int local = 0;
                for (long batch = round.firstBatch(worker, batches);
                        batch < round.endOfBatches(worker, batches);
                        batch++) {
                    taken.add(batch);
                    assertThat(numbers.add(round.stepOfAll(worker, local)))
                            .as("a number of its own")
                            .isTrue();
                    local++;
                }
                assertThat(local).isLessThanOrEqualTo(length);
                most = Math.max(most, local);
            }
            assertThat(round.endOfBatches(0, batches) - round.firstBatch(0, batches))
                    .as("the first worker is never without a batch")
                    .isEqualTo(length);
            position += length;
        }

        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, batches).boxed().toList());
        assertThat(most).isPositive();
    }
}
