package io.github.coconut4j.model;

import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.gradient.Backward;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.plan.Bindings;
import io.github.coconut4j.model.internal.plan.Plan;
import io.github.coconut4j.model.internal.run.LabelShape;
import io.github.coconut4j.model.internal.run.LoopArrays;
import io.github.coconut4j.model.internal.run.TokenBatch;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.LatentLoop;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.LoopLabels;
import io.github.coconut4j.model.loop.LoopShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A latent loop over one batch as a graph with its inputs: loss, logits of every column and all gradients, in float or double, by any of the ways to run it. */
public final class LoopGraph {
    private static final String LOSS = "loss";
    private static final String LOGITS = "logits";

    private final TokenBatch batch;
    private final Parameters parameters;
    private final SameDiff sd = SameDiff.create();
    private final Map<String, String> gradients = new HashMap<>();
    private final Map<String, INDArray> inputs = new HashMap<>();

    /** What a run gives; {@code logits [S * B, V]} time-major. */
    public record Results(double loss, INDArray logits, Map<String, INDArray> gradients) {}

    private LoopGraph(Function<SameDiff, Decoder> draw, ModelConfig sizes, Parameters parameters, MultiDataSet rows) {
        this.batch = TokenBatch.of(rows, sizes);
        this.parameters = parameters;
        DataType type = parameters.flat().dataType();
        sd.setEnableCache(false);
        parameters.declare(sd);
        LoopShape shape =
                new LoopShape(batch.rows(), batch.question(), batch.thoughts(), batch.answer(), batch.ragged());
        LabelShape predicted = new LabelShape(batch.firstPredicting(), batch.labelled(0, batch.rows()));
        LoopInputs loopInputs = LoopInputs.declare(sd, shape, type);
        LoopLabels labels = new LoopLabels(
                predicted.first(),
                sd.placeHolder(LoopLabels.ROWS, DataType.INT32, predicted.capacity()),
                sd.placeHolder(LoopLabels.TARGETS, DataType.INT32, predicted.capacity()),
                sd.placeHolder(LoopLabels.WEIGHTS, type, predicted.capacity()));
        LatentLoop loop = LatentLoop.over(draw.apply(sd), shape).with(sizes.loop());
        SDVariable loss = loop.loss(loopInputs, labels).rename(LOSS);
        loop.logits(loopInputs, 0).rename(LOGITS);
        Backward.of(sd, loss, parameters.names()).forEach((name, gradient) -> gradients.put(name, gradient.name()));

        parameters.names().forEach(name -> inputs.put(name, parameters.get(name)));
        LoopArrays arrays = new LoopArrays(shape, predicted, sizes.tokens());
        arrays.fill(batch, 0);
        arrays.arrays().forEach((name, array) -> inputs.put(name, array.isZ() ? array : array.castTo(type)));
    }

    public static LoopGraph gpt2(ModelConfig config, Parameters parameters, MultiDataSet batch) {
        return new LoopGraph(sd -> config.in(sd), config, parameters, batch);
    }

    /** The loop over another decoder. */
    public static LoopGraph over(
            Function<SameDiff, Decoder> draw, ModelConfig sizes, Parameters parameters, MultiDataSet batch) {
        return new LoopGraph(draw, sizes, parameters, batch);
    }

    /** Runs the graph by plain SameDiff. */
    public Results sameDiff() {
        Map<String, INDArray> copies = new HashMap<>(inputs);
        parameters.names().forEach(name -> copies.put(name, parameters.get(name).dup('c')));
        Map<String, INDArray> values = sd.output(copies, wanted());
        Map<String, INDArray> byParameter = new HashMap<>();
        gradients.forEach((name, gradient) -> byParameter.put(name, values.get(gradient)));
        return new Results(values.get(LOSS).getDouble(0), values.get(LOGITS), byParameter);
    }

    /** Runs the graph by a plan, twice, so that what the first run leaves behind would be seen. */
    public Results run(Mode mode) {
        return run(mode, compiled -> {});
    }

    /** The same, with a look at the plan. */
    public Results run(Mode mode, Consumer<Plan> look) {
        DataType type = parameters.flat().dataType();
        Graph graph = Graph.of(sd, wanted());
        INDArray loss = Nd4j.scalar(type, 0);
        INDArray logits = Nd4j.create(type, graph.value(LOGITS).shape());
        Map<String, long[]> shapes = new LinkedHashMap<>();
        parameters.arrays().forEach((name, array) -> shapes.put(name, array.shape()));
        Parameters sums = Parameters.zeros(shapes, type);
        Map<String, INDArray> adding = new HashMap<>();
        Map<String, INDArray> byParameter = new HashMap<>();
        gradients.forEach((name, gradient) -> {
            adding.put(gradient, sums.get(name));
            byParameter.put(name, sums.get(name));
        });
        try (Arena arena = new Arena()) {
            Plan plan =
                    Plan.compile(graph, new Bindings(inputs, Map.of(LOSS, loss, LOGITS, logits), adding), mode, arena);
            look.accept(plan);
            plan.run();
            sums.flat().assign(0);
            plan.run();
        }
        return new Results(loss.getDouble(0), logits, byParameter);
    }

    /** The loss alone, for somebody who asks for it again and again: by a plan of the graph's own ops, which gives the bits of plain SameDiff ({@code PlanModesTest}) a lot sooner. */
    public void withLoss(Consumer<DoubleSupplier> use) {
        INDArray loss = Nd4j.scalar(parameters.flat().dataType(), 0);
        Graph graph = Graph.of(sd, List.of(LOSS));
        try (Arena arena = new Arena()) {
            Plan plan = Plan.compile(graph, new Bindings(inputs, Map.of(LOSS, loss), Map.of()), Mode.REFERENCE, arena);
            use.accept(() -> {
                plan.run();
                return loss.getDouble(0);
            });
        }
    }

    public TokenBatch batch() {
        return batch;
    }

    private List<String> wanted() {
        List<String> wanted = new ArrayList<>(gradients.values());
        wanted.add(LOSS);
        wanted.add(LOGITS);
        return wanted;
    }

    /** {@code [B, S, V]} as {@code [S * B, V]}. */
    public INDArray timeMajor(INDArray rowMajor) {
        return rowMajor.permute(1, 0, 2).dup('c').reshape(-1, rowMajor.size(2));
    }

    /** The logits of columns that hold a token. */
    public double[] tokensOnly(INDArray timeMajor) {
        double[] all = Relative.numbers(timeMajor);
        int vocabulary = (int) timeMajor.size(1);
        for (int row = 0; row < batch.rows(); row++) {
            for (int column = 0; column < batch.columns(); column++) {
                if (batch.mask()[row * batch.columns() + column] == 0) {
                    int at = (column * batch.rows() + row) * vocabulary;
                    java.util.Arrays.fill(all, at, at + vocabulary, 0);
                }
            }
        }
        return all;
    }
}
