package io.github.coconut4j.model.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.Fixture;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.gradient.Backward;
import io.github.coconut4j.model.internal.run.TokenBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A loop in the user's own graph, with batch-major placeholders, run by SameDiff itself. */
class PlainSameDiffTest {
    /** Float against float64: roundings alone. */
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "ragged", "no_thoughts"})
    void lossLogitsAndGradientsOfAUsersGraphAreThoseOfTheReference(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model()) {
            TokenBatch batch = TokenBatch.of(fixture.batch(), model.config());
            int rows = batch.rows();
            int columns = batch.columns();
            LoopShape shape = new LoopShape(rows, batch.question(), batch.thoughts(), batch.answer(), batch.ragged());

            SameDiff sd = SameDiff.create();
            model.parameters().declareVariables(sd);
            SDVariable ids = sd.placeHolder("input_ids", DataType.INT32, rows, columns);
            SDVariable mask = sd.placeHolder("attention_mask", DataType.INT32, rows, columns);
            SDVariable positions = sd.placeHolder("position_ids", DataType.INT32, rows, columns);
            SDVariable labels = sd.placeHolder("labels", DataType.INT32, rows, columns);
            LatentLoop loop = LatentLoop.over(model.config().in(sd), shape);
            LoopInputs inputs = LoopInputs.of(shape, model.config().tokens().latent(), ids, mask, positions);
            SDVariable loss = loop.loss(inputs, LoopLabels.of(shape, labels));
            String logits = loop.logits(inputs, 0).name();
            Map<String, SDVariable> gradients =
                    Backward.of(sd, loss, model.parameters().names());

            Map<String, INDArray> arrays = new HashMap<>();
            for (String input : new String[] {"input_ids", "attention_mask", "position_ids", "labels"}) {
                arrays.put(input, fixture.reference().get(input).castTo(DataType.INT32));
            }
            long tokens = batch.labelled(0, rows);
            assertThat(sd.output(arrays, loss.name()).get(loss.name()).getDouble(0) / tokens)
                    .isCloseTo(fixture.loss(), within(TOLERANCE));
            INDArray visible =
                    arrays.get("attention_mask").castTo(DataType.FLOAT).reshape(rows, columns, 1);
            INDArray actual = sd.output(arrays, logits)
                    .get(logits)
                    .reshape(columns, rows, -1)
                    .permute(1, 0, 2);
            assertThat(Relative.error(
                            actual.mul(visible),
                            fixture.reference().get("logits").mul(visible)))
                    .isLessThan(TOLERANCE);
            assertThat(gradients).containsOnlyKeys(model.parameters().names());
            List<String> names =
                    gradients.values().stream().map(SDVariable::name).toList();
            Map<String, INDArray> sums = sd.output(arrays, names);
            gradients.forEach((parameter, gradient) -> assertThat(
                            Relative.error(sums.get(gradient.name()).div(tokens), fixture.gradient(parameter)))
                    .as(parameter)
                    .isLessThan(TOLERANCE));
        }
    }
}
