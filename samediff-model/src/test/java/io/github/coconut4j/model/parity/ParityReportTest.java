package io.github.coconut4j.model.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.io.SafeTensors;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The fixtures were computed by the official PyTorch loop in float64; see their README. */
class ParityReportTest {
    private static final Path FIXTURES = Path.of("src/test/resources/coconut-parity");

    /** Float against float64: errors of a few roundings, a hundred times below what is asked for. */
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "ragged", "no_thoughts"})
    void theModelComputesLossLogitsAndEveryGradientOfTheReference(String fixture) {
        Path folder = FIXTURES.resolve(fixture);
        try (Model model = ModelFolder.load(folder)) {
            ParityReport report = ParityReport.compare(model, folder.resolve("reference.safetensors"), TOLERANCE);
            assertThat(report.differences())
                    .as(report.differences().get(0).toString())
                    .allMatch(d -> d.within(TOLERANCE));
            assertThat(report.passed()).isTrue();
            assertThat(report.differences()).hasSize(model.parameters().names().size() + 2);
            assertThat(report.differences())
                    .isSortedAccordingTo(
                            Comparator.comparingDouble(Difference::relative).reversed());
        }
    }

    @Test
    void oneWeightThatIsOffIsFound() {
        Path folder = FIXTURES.resolve("ragged");
        try (Model model = ModelFolder.load(folder)) {
            INDArray weight = model.parameters().get("transformer.h.1.mlp.c_fc.weight");
            weight.putScalar(0, weight.getDouble(0) + 0.05);
            ParityReport report = ParityReport.compare(model, folder.resolve("reference.safetensors"), 1e-4);
            assertThat(report.passed()).isFalse();
            assertThat(report.differences().get(0).relative()).isGreaterThan(1e-4);
        }
    }

    @Test
    void numbersThatAreNoneStandFirstAndFail() {
        Difference.Sum broken = new Difference.Sum();
        broken.add(Double.NaN, 1);
        Difference.Sum far = new Difference.Sum();
        far.add(3, 1);
        ParityReport report =
                new ParityReport(java.util.List.of(far.difference("far"), broken.difference("broken")), 10);
        assertThat(report.differences().get(0).tensor()).isEqualTo("broken");
        assertThat(report.differences().get(1)).isEqualTo(new Difference("far", 2, 2));
        assertThat(report.passed()).isFalse();
    }

    @Test
    void aReferenceThatLacksAnArrayIsRefused(@TempDir Path folder) {
        Path file = changed(folder, "no_thoughts", "grad.transformer.ln_f.bias", null);
        try (Model model = ModelFolder.load(FIXTURES.resolve("no_thoughts"))) {
            assertThatThrownBy(() -> ParityReport.compare(model, file, 1e-4))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("lacks the array grad.transformer.ln_f.bias");
        }
    }

    @Test
    void aReferenceOfMoreParametersThanTheModelHasIsRefused(@TempDir Path folder) {
        Path file = changed(folder, "no_thoughts", "grad.transformer.h.7.ln_1.bias", Nd4j.zeros(DataType.FLOAT, 8));
        try (Model model = ModelFolder.load(FIXTURES.resolve("no_thoughts"))) {
            assertThatThrownBy(() -> ParityReport.compare(model, file, 1e-4))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(
                            "has the array grad.transformer.h.7.ln_1.bias, but the model has no such parameter");
        }
    }

    @Test
    void aReferenceForAnotherModelIsRefused(@TempDir Path folder) {
        Path file = changed(folder, "no_thoughts", "logits", Nd4j.zeros(2, 17, 100));
        try (Model model = ModelFolder.load(FIXTURES.resolve("no_thoughts"))) {
            assertThatThrownBy(() -> ParityReport.compare(model, file, 1e-4))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("logits has shape [2, 17, 100], but [2, 17, 101] is needed");
        }
    }

    /** A fixture's reference with one array taken out or replaced. */
    private static Path changed(Path folder, String fixture, String name, INDArray replacement) {
        Map<String, INDArray> arrays =
                new LinkedHashMap<>(SafeTensors.read(FIXTURES.resolve(fixture).resolve("reference.safetensors")));
        arrays.remove(name);
        if (replacement != null) {
            arrays.put(name, replacement);
        }
        Path file = folder.resolve("reference.safetensors");
        SafeTensors.write(file, arrays);
        return file;
    }
}
