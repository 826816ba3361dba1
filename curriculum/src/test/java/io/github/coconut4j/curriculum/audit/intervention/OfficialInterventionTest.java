package io.github.coconut4j.curriculum.audit.intervention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.audit.intervention.Intervention.Downstream;
import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.internal.intervention.RecordedThoughts;
import io.github.coconut4j.curriculum.internal.intervention.ThoughtEdit;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.generate.PromptEnd;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.parity.Difference;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Interventions against the official loop in float64 with thoughts replaced by hand (see {@code coconut-intervention/README.md}): logits of every column, each asked as
 * the last one of its prompt.
 */
class OfficialInterventionTest {
    private static final Path RESOURCES = Path.of("..", "samediff-model", "src", "test", "resources");
    private static final int ROWS = 3;
    /** Float against double; a few 1e-7 as measured. */
    private static final double TOLERANCE = 2e-6;

    private static Model model;
    private static Map<String, INDArray> reference;
    private static RecordedThoughts clean;

    @BeforeAll
    static void thinkOnceWithoutInterference() {
        model = ModelFolder.load(RESOURCES.resolve("coconut-parity").resolve("uniform"));
        reference = SafeTensors.read(RESOURCES.resolve("coconut-intervention").resolve("reference.safetensors"));
        clean = new RecordedThoughts(ROWS);
        logits(columns(), clean);
    }

    @AfterAll
    static void close() {
        clean.close();
        model.close();
    }

    static Stream<Arguments> interventions() {
        return Stream.of(
                Arguments.of("logits.clean", Intervention.all(Operator.SELF)),
                Arguments.of("logits.donor.reroll", second(Operator.OTHER_PROBLEM, Downstream.REROLLED)),
                Arguments.of("logits.donor.frozen", second(Operator.OTHER_PROBLEM, Downstream.FROZEN)),
                Arguments.of("logits.mean_step.reroll", second(Operator.MEAN_OF_STEP, Downstream.REROLLED)),
                Arguments.of("logits.donor_all", Intervention.all(Operator.OTHER_PROBLEM)));
    }

    private static Intervention second(Operator operator, Downstream downstream) {
        return new Intervention(operator, Scope.one(1), Carrier.INPUT, downstream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interventions")
    void logitsAreThoseOfTheOfficialLoop(String name, Intervention intervention) {
        INDArray expected = reference.get(name);
        INDArray pause = Nd4j.zeros(DataType.FLOAT, model.config().width());
        ThoughtEdit edit = new ThoughtEdit(
                intervention, clean, row -> (row + 1) % ROWS, model.config().decoder(), pause, 0);
        for (int column = 0; column < columns(); column++) {
            INDArray ours = logits(column + 1, edit);
            INDArray theirs = expected.get(NDArrayIndex.all(), NDArrayIndex.point(column), NDArrayIndex.all());
            assertThat(Difference.between(name, ours, theirs).relative())
                    .as("%s, column %d", name, column)
                    .isLessThan(TOLERANCE);
        }
    }

    @Test
    void thoughtsAreThoseOfTheOfficialLoop() {
        INDArray expected = reference.get("thoughts.clean");
        INDArray seen = expected.like();
        logits(columns(), (k, z, rows) -> {
            for (int i = 0; i < rows.length; i++) {
                seen.get(NDArrayIndex.point(rows[i]), NDArrayIndex.point(k)).assign(z.getRow(i));
            }
        });
        assertThat(Difference.between("thoughts", seen, expected).relative()).isLessThan(TOLERANCE);
    }

    private static int columns() {
        return Math.toIntExact(reference.get("input_ids").size(1));
    }

    /** Logits of the last of the first columns of the batch, {@code [rows, V]}. */
    private static INDArray logits(int columns, ThoughtObserver observer) {
        INDArray[] features = Stream.of("input_ids", "attention_mask", "position_ids")
                .map(name -> reference
                        .get(name)
                        .get(NDArrayIndex.all(), NDArrayIndex.interval(0, columns))
                        .castTo(DataType.INT32)
                        .dup('c'))
                .toArray(INDArray[]::new);
        try (BatchArrays batch = new BatchArrays(new MultiDataSet(features, new INDArray[0]));
                Generator generator = new Generator(
                        model,
                        ExecutorOptions.defaults(),
                        (k, z, rows) -> observer.onThoughts(
                                k,
                                z,
                                IntStream.range(0, rows.size()).map(rows::row).toArray()))) {
            return Nd4j.createFromArray(generator.ends(batch.arrays()).stream()
                    .map(PromptEnd::logits)
                    .toArray(float[][]::new));
        }
    }
}
