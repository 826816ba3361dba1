package io.github.coconut4j.model.internal.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.gradient.Backward;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.plan.Bindings;
import io.github.coconut4j.model.internal.plan.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of attention that runs on rows and heads side by side, in float, against one operation after the other in double. */
class AttentionGradientTest {
    private static final double TOLERANCE = 3e-6;
    private static final double HIDDEN = -700;
    private static final List<String> NAMES = List.of("question", "k1", "v1", "thought", "k2", "v2");

    private final Random random = new Random(5);
    private final Map<String, INDArray> arrays = new HashMap<>();

    /** A question that asks itself, and later columns that ask the question and themselves. */
    private record Shape(int rows, int heads, int asking, int question, int later, int width) {}

    private void draw(Shape shape) {
        array("question", shape.rows, shape.heads, shape.question, shape.width);
        array("k1", shape.rows, shape.heads, shape.question, shape.width);
        array("v1", shape.rows, shape.heads, shape.question, shape.width);
        array("thought", shape.rows, shape.heads, shape.asking, shape.width);
        array("k2", shape.rows, shape.heads, shape.later, shape.width);
        array("v2", shape.rows, shape.heads, shape.later, shape.width);
        array("wanted1", shape.rows, shape.heads, shape.question, shape.width);
        array("wanted2", shape.rows, shape.heads, shape.asking, shape.width);
    }

    private void array(String name, long... shape) {
        double[] numbers = random.doubles(Nd4j.zeros(shape).length(), -1, 1).toArray();
        arrays.put(name, Nd4j.createFromArray(numbers).castTo(DataType.FLOAT).reshape(shape));
    }

    private static SDVariable weights(SDVariable scores, int asking, int keys, DataType type) {
        SameDiff sd = scores.getSameDiff();
        INDArray causal = Nd4j.zeros(type, asking, keys);
        for (int query = 0; query < asking; query++) {
            for (int key = keys - asking + query + 1; key < keys; key++) {
                causal.putScalar(query, key, HIDDEN);
            }
        }
        return sd.nn.softmax(scores.mul(0.7).add(sd.constant(causal)), 3);
    }

    /** Gradients of the sum of everything attended, each element with a weight of its own. */
    private Map<String, INDArray> gradients(Shape shape, DataType type, Mode mode, Set<String> steps) {
        SameDiff sd = SameDiff.create();
        Map<String, SDVariable> v = new HashMap<>();
        Map<String, INDArray> given = new HashMap<>();
        arrays.forEach((name, array) -> {
            v.put(name, sd.placeHolder(name, type, array.shape()));
            given.put(name, array.castTo(type));
        });
        NAMES.forEach(name -> v.put(name, v.get(name).mul(1))); // what a plan makes it may lay out as it likes
        SDVariable own = weights(
                sd.mmul(v.get("question"), v.get("k1"), false, true, false), shape.question, shape.question, type);
        SDVariable first = sd.mmul(own, v.get("v1")).mul(v.get("wanted1"));
        SDVariable scores = sd.concat(
                3,
                sd.mmul(v.get("thought"), v.get("k1"), false, true, false),
                sd.mmul(v.get("thought"), v.get("k2"), false, true, false));
        int keys = shape.question + shape.later;
        SDVariable both = weights(scores, shape.asking, keys, type);
        SDVariable second = sd.mmul(Slices.range(both, 4, 3, 0, shape.question), v.get("v1"))
                .add(sd.mmul(Slices.range(both, 4, 3, shape.question, keys), v.get("v2")))
                .mul(v.get("wanted2"));
        SDVariable loss = sd.reshape(first, -1).sum().add(sd.reshape(second, -1).sum());
        Map<String, INDArray> results = new HashMap<>();
        Map<String, INDArray> bound = new HashMap<>();
        Backward.of(sd, loss, NAMES).forEach((name, gradient) -> {
            INDArray array = Nd4j.create(type, arrays.get(name).shape());
            results.put(name, array);
            bound.put(gradient.name(), array);
        });
        bound.put(loss.name(), Nd4j.scalar(type, 0));
        Graph graph = Graph.of(sd, bound.keySet());
        try (Arena arena = new Arena()) {
            Plan plan = Plan.compile(graph, new Bindings(given, bound, Map.of()), mode, arena);
            plan.run();
            plan.run();
            steps.addAll(plan.times().keySet());
        }
        return results;
    }

    @ParameterizedTest
    @CsvSource({"8,4,1,7,1,5", "16,2,3,6,3,4", "32,1,2,1,5,8", "5,8,4,9,4,1"})
    void agreesWithSingleOperationsInDouble(int rows, int heads, int asking, int question, int later, int width) {
        Shape shape = new Shape(rows, heads, asking, question, later, width);
        draw(shape);
        Set<String> steps = new HashSet<>();

        Map<String, INDArray> fast = gradients(shape, DataType.FLOAT, Mode.FAST, steps);
        Map<String, INDArray> expected = gradients(shape, DataType.DOUBLE, Mode.REFERENCE, new HashSet<>());

        assertThat(steps).anyMatch(step -> step.startsWith("attention gradient"));
        assertThat(steps).anyMatch(step -> step.startsWith("weighted columns"));
        assertThat(fast).containsOnlyKeys(NAMES);
        fast.forEach((name, gradient) -> assertThat(Relative.error(gradient, expected.get(name)))
                .as(name)
                .isLessThan(TOLERANCE));
    }

    @Test
    void fewRowsAndHeadsAreLeftToProducts() {
        Shape shape = new Shape(2, 4, 2, 5, 2, 4);
        draw(shape);
        Set<String> steps = new HashSet<>();

        Map<String, INDArray> fast = gradients(shape, DataType.FLOAT, Mode.FAST, steps);
        Map<String, INDArray> expected = gradients(shape, DataType.DOUBLE, Mode.REFERENCE, new HashSet<>());

        assertThat(steps).noneMatch(step -> step.startsWith("attention"));
        fast.forEach((name, gradient) -> assertThat(Relative.error(gradient, expected.get(name)))
                .as(name)
                .isLessThan(TOLERANCE));
    }
}
