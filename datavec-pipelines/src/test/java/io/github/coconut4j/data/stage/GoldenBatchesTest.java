package io.github.coconut4j.data.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.file.ProblemWriter;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Batches are the same, bit for bit, from one version of this project to the next: the hashes are those of the batches of
 * November 2026, when problems were staged without DataVec. A run that was begun then goes on with the same batches, unless
 * its rows differ in their thoughts: by these they are sorted since December 2026.
 */
class GoldenBatchesTest {
    private static final int ROWS = 150;
    private static final List<String> WORDS = List.of("red", "blue", "green", "every", "is", "a", "Tom", "not", "7");

    @TempDir
    private Path folder;

    /** Like a generator: another problem for a row in every epoch; some have no steps, some have extra keys. */
    private record Drawn() implements ProblemSource {
        @Override
        public String name() {
            return "drawn";
        }

        @Override
        public long size() {
            return ROWS;
        }

        @Override
        public Problem problem(int epoch, long row) {
            SplittableRandom random = new SplittableRandom(1_000L * epoch + row);
            List<String> steps = new ArrayList<>();
            for (int step = random.nextInt(5); step > 0; step--) {
                steps.add(sentence(random, 2 + random.nextInt(4)) + ".");
            }
            Map<String, Object> extra = row % 3 == 0 ? Map.of("depth", (int) row, "edges", List.of(1, 2)) : Map.of();
            return new Problem(sentence(random, 3 + random.nextInt(20)) + "?", steps, sentence(random, 1), extra);
        }

        @Override
        public String fingerprint() {
            return "drawn";
        }

        private static String sentence(SplittableRandom random, int words) {
            return String.join(
                    " ",
                    random.ints(words, 0, WORDS.size()).mapToObj(WORDS::get).toList());
        }
    }

    @Test
    void sortedAndShuffledBatchesWithThoughts() {
        assertThat(hash(new Drawn(), BatchOptions.of(8, 1), (problem, epoch, row) -> new Layout(epoch, epoch, true)))
                .isEqualTo("49a3adfc4cd9157622731ea22313f607e2e82da4a029fa45f0ac4dd1c3d529de");
    }

    @Test
    void batchesWhoseLayoutHangsOnTheRow() {
        LayoutRule rule = (problem, epoch, row) -> new Layout(
                (int) row % 3,
                problem.steps().size(),
                epoch + 1,
                row % 2 == 0 ? Filling.THOUGHTS : Filling.NUMBERED_PAUSES,
                row % 5 != 0);
        assertThat(hash(new Drawn(), BatchOptions.of(8, 2).withLengths(1, 3).withoutShortBatch(), rule))
                .isEqualTo("e0abab54fd00efb5bdf0d5709f30277638708c25b2ca317d68ca4e6935b42514");
    }

    @Test
    void batchesInTheOrderOfTheData() {
        assertThat(hash(
                        new Drawn(),
                        BatchOptions.of(7, 3).inOrder().withPrefetch(0),
                        (problem, epoch, row) -> Layout.PLAIN))
                .isEqualTo("9d493c1016e3bed76d3031b4f97329e4509eec691d842055b4b396e31d3ebeb6");
    }

    @Test
    void batchesOfJsonLinesWithABadRow() throws IOException {
        Path file = written("lines.jsonl");
        Files.writeString(file, "{\"question\": 1}\n", StandardOpenOption.APPEND);
        try (ProblemSource source = ProblemFiles.open(file, new SkippedRows())) {
            assertThat(hash(source, BatchOptions.of(8, 4), (problem, epoch, row) -> new Layout(1, 2, true)))
                    .isEqualTo("f191682821760945653366c181fdc8b5015cdbaba9029436c7a4c7affe052841");
        }
    }

    @Test
    void batchesOfAJsonList() {
        try (ProblemSource source = ProblemFiles.open(written("list.json"))) {
            assertThat(hash(source, BatchOptions.of(8, 4), (problem, epoch, row) -> new Layout(1, 2, true)))
                    .isEqualTo("f191682821760945653366c181fdc8b5015cdbaba9029436c7a4c7affe052841");
        }
    }

    private Path written(String name) {
        Path file = folder.resolve(name);
        try (ProblemWriter writer = new ProblemWriter(file)) {
            for (long row = 0; row < ROWS; row++) {
                writer.write(new Drawn().problem(0, row));
            }
        }
        return file;
    }

    /** Of all batches of three epochs, and then of those of epoch 1 from the fifth on again. */
    private static String hash(ProblemSource source, BatchOptions options, LayoutRule rule) {
        List<Problem> texts = new ArrayList<>();
        texts.add(Problem.of(String.join(" ", WORDS) + ". ?", List.of(), "7"));
        Tokenizer tokenizer = Tokenizers.trainedOn(new ListSource("words", texts, "words"))
                .with(List.of(
                        Filling.NUMBERED_PAUSES.token(1),
                        Filling.NUMBERED_PAUSES.token(2),
                        Filling.NUMBERED_PAUSES.token(3)));
        MessageDigest digest = sha256();
        try (StagedDataSetIterator batches =
                new StagedDataSetIterator(source, new ProblemEncoder(tokenizer), rule, options)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                batches.start(epoch, 0);
                batches.forEachRemaining(batch -> add(batch, digest));
            }
            batches.start(1, 5);
            for (long row : batches.rows(5)) {
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(row).flip());
            }
            batches.forEachRemaining(batch -> add(batch, digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MultiDataSet batch, MessageDigest digest) {
        for (INDArray array : List.of(
                batch.getFeatures(Batches.INPUT_IDS),
                batch.getFeatures(Batches.ATTENTION_MASK),
                batch.getFeatures(Batches.POSITION_IDS),
                batch.getLabels(0))) {
            for (int[] row : array.toIntMatrix()) {
                digest.update((row.length + ";").getBytes(StandardCharsets.UTF_8));
                for (int value : row) {
                    digest.update(
                            ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
