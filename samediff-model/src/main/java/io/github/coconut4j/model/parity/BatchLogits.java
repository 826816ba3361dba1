package io.github.coconut4j.model.parity;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.plan.Bindings;
import io.github.coconut4j.model.internal.plan.Plan;
import io.github.coconut4j.model.internal.run.LoopArrays;
import io.github.coconut4j.model.internal.run.TokenBatch;
import io.github.coconut4j.model.loop.LatentLoop;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.LoopShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The logits of every column of a batch, {@code [S * B, V]}, time-major. */
final class BatchLogits implements AutoCloseable {
    private static final String LOGITS = "logits";

    private final INDArray logits;

    private BatchLogits(INDArray logits) {
        this.logits = logits;
    }

    static BatchLogits of(Model model, MultiDataSet dataSet) {
        TokenBatch batch = TokenBatch.of(dataSet, model.config());
        LoopShape shape =
                new LoopShape(batch.rows(), batch.question(), batch.thoughts(), batch.answer(), batch.ragged());
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        LoopInputs inputs = LoopInputs.declare(sd, shape, DataType.FLOAT);
        LatentLoop.over(model.config().in(sd), shape)
                .with(model.config().loop())
                .logits(inputs, 0)
                .rename(LOGITS);
        long rows = (long) batch.columns() * batch.rows();
        INDArray logits = Nd4j.create(DataType.FLOAT, rows, model.config().vocabulary());
        try (LoopArrays arrays = new LoopArrays(shape, null, model.config().tokens());
                Arena arena = new Arena()) {
            arrays.fill(batch, 0);
            Map<String, INDArray> given = new HashMap<>(arrays.arrays());
            given.putAll(model.arrays());
            Bindings bindings = new Bindings(given, Map.of(LOGITS, logits), Map.of());
            Plan.compile(Graph.of(sd, List.of(LOGITS)), bindings, Mode.FAST, arena)
                    .run();
        }
        return new BatchLogits(logits);
    }

    /**
     * Compares with a reference where the mask is 1.
     *
     * @param expected {@code [B, S, V]}
     * @param mask {@code [B, S]}
     */
    Difference difference(String tensor, INDArray expected, INDArray mask) {
        long rows = expected.size(0);
        long columns = expected.size(1);
        long vocabulary = expected.size(2);
        Difference.Sum sum = new Difference.Sum();
        for (long row = 0; row < rows; row++) {
            for (long column = 0; column < columns; column++) {
                if (mask.getLong(row, column) == 0) {
                    continue;
                }
                long actualFrom = (column * rows + row) * vocabulary;
                long expectedFrom = (row * columns + column) * vocabulary;
                for (long token = 0; token < vocabulary; token++) {
                    sum.add(
                            logits.data().getDouble(actualFrom + token),
                            expected.data().getDouble(expectedFrom + token));
                }
            }
        }
        return sum.difference(tensor);
    }

    @Override
    public void close() {
        logits.close();
    }
}
