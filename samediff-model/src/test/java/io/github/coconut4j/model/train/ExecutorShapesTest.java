package io.github.coconut4j.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.parity.Difference;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** However rows are shared out and whatever computes them, the gradients are those of the official loop. */
class ExecutorShapesTest {
    @ParameterizedTest
    @CsvSource({
        "uniform, FAST, 1",
        "uniform, FAST, 2",
        "uniform, FAST, 3",
        "uniform, REFERENCE, 1",
        "uniform, REFERENCE, 3",
        "ragged, FAST, 4",
        "ragged, REFERENCE, 4"
    })
    void gradientsDoNotDependOnStreamsOrMode(String fixture, Mode mode, int streams) {
        Path folder = Path.of("src/test/resources/coconut-parity", fixture);
        Map<String, INDArray> reference = SafeTensors.read(folder.resolve("reference.safetensors"));
        MultiDataSet batch = new MultiDataSet(
                new INDArray[] {
                    reference.get("input_ids"), reference.get("attention_mask"), reference.get("position_ids")
                },
                new INDArray[] {reference.get("labels")});
        ExecutorOptions options =
                ExecutorOptions.defaults().withStreams(streams).withMode(mode);
        try (Model model = ModelFolder.load(folder);
                Executor executor = new Executor(model, options)) {
            Loss loss = executor.accumulate(batch);
            executor.gradients().divi(loss.tokens());
            for (String name : model.parameters().names()) {
                INDArray gradient = executor.gradient(name);
                Difference difference = Difference.between(name, gradient, reference.get("grad." + name));
                assertThat(difference.relative()).as(difference.toString()).isLessThan(1e-5);
            }
        }
    }
}
