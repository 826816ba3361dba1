package io.github.coconut4j.data.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.text.SymbolTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class StagedDataSetIteratorTest {
    private static final int ROWS = 23;
    private static final LayoutRule PLAIN = (problem, epoch, row) -> Layout.PLAIN;

    /** Row r asks "q{r} x x …", with r % 5 times x. */
    private final ProblemSource source = new ListSource(
            "rows",
            IntStream.range(0, ROWS)
                    .mapToObj(row -> Problem.of("q" + row + " x".repeat(row % 5), List.of(), "x"))
                    .toList(),
            "rows");

    private final SymbolTokenizer tokenizer = SymbolTokenizer.of(IntStream.range(0, ROWS + 2)
            .mapToObj(i -> i < ROWS ? "q" + i : i == ROWS ? "x" : "###")
            .toList());
    private final ProblemEncoder encoder = new ProblemEncoder(tokenizer);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void everyRowComesOnceInAnEpoch(int prefetch) {
        try (StagedDataSetIterator batches = iterator(BatchOptions.of(4, 1).withPrefetch(prefetch))) {
            assertThat(batches.batchesPerEpoch()).isEqualTo(6);
            List<String> first = rest(batches);
            batches.reset();
            List<String> second = rest(batches);

            assertThat(first).hasSize(ROWS).doesNotHaveDuplicates();
            assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
        }
    }

    @Test
    void prefetchingAndResumingChangeNothing() {
        List<String> whole;
        try (StagedDataSetIterator batches = iterator(BatchOptions.of(4, 1).withPrefetch(0))) {
            batches.start(3, 0);
            whole = rest(batches);
        }
        try (StagedDataSetIterator batches = iterator(BatchOptions.of(4, 1).withPrefetch(2))) {
            batches.next();
            batches.start(3, 2);
            assertThat(batches.position()).isEqualTo(2);
            assertThat(rest(batches)).isEqualTo(whole.subList(8, ROWS));
        }
    }

    @Test
    void theRowsOfABatchAreThoseItIsMadeOf() {
        try (StagedDataSetIterator batches = iterator(BatchOptions.of(4, 1).withLengths(1, 3))) {
            batches.start(2, 0);
            for (long batch = 0; batch < batches.batchesPerEpoch(); batch++) {
                List<String> questions = Arrays.stream(batches.rows(batch))
                        .mapToObj(row -> "q" + row)
                        .toList();
                assertThat(batches.position()).isEqualTo(batch);
                assertThat(questions(batches.next())).isEqualTo(questions);
            }
        }
    }

    @Test
    void inOrderMeansTheOrderOfTheData() {
        try (StagedDataSetIterator batches = iterator(BatchOptions.of(5, 1).inOrder())) {
            assertThat(rest(batches))
                    .isEqualTo(
                            IntStream.range(0, ROWS).mapToObj(row -> "q" + row).toList());
        }
    }

    @Test
    void aShortLastBatchCanBeLeftOut() {
        try (StagedDataSetIterator batches = iterator(BatchOptions.of(5, 1).withoutShortBatch())) {
            int count = 0;
            while (batches.hasNext()) {
                assertThat(batches.next().getFeatures(0).size(0)).isEqualTo(5);
                count++;
            }
            assertThat(count).isEqualTo(4);
            assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void sortingByLengthLeavesLessPadding() {
        assertThat(padding(BatchOptions.of(4, 1).withLengths(1, 6)))
                .isLessThan(padding(BatchOptions.of(4, 1).withLengths(1, 1)) / 2);
    }

    /** Of all rows, which are sorted together, 12 have no thoughts and fill three batches of four. */
    @Test
    void rowsWithAndWithoutThoughtsDoNotShareABatch() {
        LayoutRule rule = (problem, epoch, row) -> new Layout(0, 2 * (int) (row % 2), true);
        try (StagedDataSetIterator batches = new StagedDataSetIterator(
                source, encoder, rule, BatchOptions.of(4, 1).withLengths(1, 6))) {
            batches.start(0, 0);
            for (long batch = 0; batch < batches.batchesPerEpoch(); batch++) {
                assertThat(Arrays.stream(batches.rows(batch))
                                .map(row -> row % 2)
                                .distinct()
                                .toArray())
                        .hasSize(1);
            }
        }
    }

    @Test
    void resetAtTheBeginningStaysThere() {
        try (StagedDataSetIterator batches = iterator(BatchOptions.of(4, 1))) {
            batches.reset();
            assertThat(batches.epoch()).isZero();
        }
    }

    @Test
    void layoutsAreAskedForWithEpochAndRow() {
        LayoutRule rule = (problem, epoch, row) -> new Layout(0, epoch + (int) row, true);
        try (StagedDataSetIterator batches = new StagedDataSetIterator(
                source, encoder, rule, BatchOptions.of(1, 1).inOrder())) {
            batches.start(2, 5);
            long latents = Arrays.stream(batches.next().getFeatures(0).toIntVector())
                    .filter(id -> id == tokenizer.latent())
                    .count();
            assertThat(latents).isEqualTo(7);
        }
    }

    @Test
    void whatGoesWrongOnTheOtherThreadIsToldToTheCaller() {
        LayoutRule broken = (problem, epoch, row) -> {
            throw new DataException("no layout for row " + row);
        };
        try (StagedDataSetIterator batches = new StagedDataSetIterator(
                source, encoder, broken, BatchOptions.of(4, 1).inOrder())) {
            assertThatThrownBy(batches::next).isInstanceOf(DataException.class).hasMessage("no layout for row 0");
        }
    }

    @Test
    void closingEndsTheThread() throws InterruptedException {
        StagedDataSetIterator batches = iterator(BatchOptions.of(4, 1));
        batches.next();
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("staged-batches"))
                .toList();
        assertThat(threads).isNotEmpty();

        batches.close();

        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private StagedDataSetIterator iterator(BatchOptions options) {
        return new StagedDataSetIterator(source, encoder, PLAIN, options);
    }

    /** The questions' first symbols in the order of delivery. */
    private List<String> rest(StagedDataSetIterator batches) {
        List<String> questions = new ArrayList<>();
        while (batches.hasNext()) {
            questions.addAll(questions(batches.next()));
        }
        return questions;
    }

    private List<String> questions(MultiDataSet batch) {
        return Arrays.stream(batch.getFeatures(Batches.INPUT_IDS).toIntMatrix())
                .flatMapToInt(Arrays::stream)
                .mapToObj(tokenizer::token)
                .filter(token -> token.startsWith("q"))
                .toList();
    }

    private long padding(BatchOptions options) {
        long padding = 0;
        try (StagedDataSetIterator batches = iterator(options)) {
            while (batches.hasNext()) {
                MultiDataSet batch = batches.next();
                for (int[] row : batch.getFeatures(Batches.ATTENTION_MASK).toIntMatrix()) {
                    padding += Arrays.stream(row).filter(mask -> mask == 0).count();
                }
            }
        }
        return padding;
    }
}
