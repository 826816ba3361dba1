package io.github.coconut4j.model.train;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.dropout.DropPlace;
import io.github.coconut4j.model.dropout.DropPlaces;
import io.github.coconut4j.model.dropout.Dropout;
import io.github.coconut4j.model.gradient.Backward;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.internal.plan.Bindings;
import io.github.coconut4j.model.internal.plan.Plan;
import io.github.coconut4j.model.internal.run.DropFactors;
import io.github.coconut4j.model.internal.run.LabelShape;
import io.github.coconut4j.model.internal.run.LoopArrays;
import io.github.coconut4j.model.internal.run.PlanCache;
import io.github.coconut4j.model.internal.run.TokenBatch;
import io.github.coconut4j.model.loop.LatentLoop;
import io.github.coconut4j.model.loop.LoopInputs;
import io.github.coconut4j.model.loop.LoopLabels;
import io.github.coconut4j.model.loop.LoopShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The loss of a latent loop of fixed sizes, with or without its gradient, ready to run on one stream. */
final class LoopPlan implements PlanCache.Entry {
    private static final String LOSS = "loss";

    private final LoopArrays inputs;
    private final DropFactors factors;
    private final INDArray loss;
    private final Plan plan;

    private LoopPlan(LoopArrays inputs, DropFactors factors, INDArray loss, Plan plan) {
        this.inputs = inputs;
        this.factors = factors;
        this.loss = loss;
        this.plan = plan;
    }

    /**
     * What all streams' plans of the same sizes share: the graph.
     *
     * @param gradients name of the gradient of each parameter; empty when only the loss is wanted
     * @param drops places at which numbers are left out; none when only the loss is wanted
     */
    record Blueprint(Key key, Graph graph, Map<String, String> gradients, List<DropPlace> drops) {}

    /** The sizes a plan is made for. */
    record Key(LoopShape shape, LabelShape labels, boolean training) {}

    /** @param dropout of training, besides what adapters leave out; without gradients nothing is left out */
    static Blueprint draw(Model model, Key key, Dropout dropout) {
        SameDiff sd = SameDiff.create();
        model.parameters().declare(sd);
        LatentLoop loop = LatentLoop.over(model.config().in(sd), key.shape())
                .with(model.config().loop());
        DropPlaces drops = new DropPlaces(dropout, model.config().width(), DataType.FLOAT);
        LoopInputs inputs = LoopInputs.declare(sd, key.shape(), DataType.FLOAT);
        int size = key.labels().size(key.shape());
        LoopLabels labels =
                LoopLabels.declare(sd, key.labels().first(), size, key.labels().gathered(), DataType.FLOAT);
        SDVariable loss =
                (key.training() ? loop.with(drops) : loop).loss(inputs, labels).rename(LOSS);
        Map<String, String> gradients = new HashMap<>();
        if (key.training()) {
            Backward.of(sd, loss, model.trained()).forEach((name, gradient) -> gradients.put(name, gradient.name()));
        }
        List<String> wanted = new ArrayList<>(gradients.values());
        wanted.add(LOSS);
        return new Blueprint(key, Graph.of(sd, wanted), gradients, key.training() ? drops.all() : List.of());
    }

    /** Compiles a blueprint; gradients are added to {@code gradients}. */
    static LoopPlan compile(Blueprint blueprint, Model model, Parameters gradients, Mode mode, Stream stream) {
        Key key = blueprint.key();
        LoopArrays inputs =
                new LoopArrays(key.shape(), key.labels(), model.config().tokens());
        Map<String, INDArray> given = new HashMap<>(inputs.arrays());
        given.putAll(model.arrays());
        INDArray loss = Nd4j.scalar(0f);
        Map<String, INDArray> sums = new HashMap<>();
        blueprint.gradients().forEach((name, gradient) -> sums.put(gradient, gradients.get(name)));
        try {
            DropFactors factors = new DropFactors(blueprint.drops(), key.shape().question(), stream.factors());
            given.putAll(factors.arrays());
            Bindings bindings = new Bindings(given, Map.of(LOSS, loss), sums);
            return new LoopPlan(inputs, factors, loss, Plan.compile(blueprint.graph(), bindings, mode, stream.arena()));
        } catch (OutOfPlanMemory full) {
            inputs.close();
            loss.close();
            throw full;
        }
    }

    /**
     * Sum of the losses of rows {@code from ..} of a batch.
     *
     * @param noise what is left out depends on, besides where it stands
     */
    double run(TokenBatch batch, int from, long noise) {
        inputs.fill(batch, from);
        factors.fill(batch, from, noise);
        plan.run();
        return loss.getDouble(0);
    }

    Plan plan() {
        return plan;
    }

    /** Its intermediate values lie in the memory that the stream's plans share. */
    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void close() {
        inputs.close();
        loss.close();
    }
}
