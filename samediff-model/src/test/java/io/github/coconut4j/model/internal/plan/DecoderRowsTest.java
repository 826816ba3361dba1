package io.github.coconut4j.model.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.gradient.Backward;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.internal.memory.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What decoders of the Llama kind are made of beside products: as they may be written, each runs as row kernels and none as an op of libnd4j. */
class DecoderRowsTest {
    private static final double TOLERANCE = 2e-5;
    private static final int ROWS = 9;
    private static final int WIDTH = 8;

    private final Map<String, long[]> shapes =
            Map.of("x", new long[] {ROWS, WIDTH}, "y", new long[] {ROWS, WIDTH}, "gain", new long[] {WIDTH});

    @FunctionalInterface
    private interface Draw {
        SDVariable of(SameDiff sd, SDVariable x, SDVariable y, SDVariable gain);
    }

    private Map<String, INDArray> run(Draw draw, DataType type, Mode mode, Set<String> steps) {
        SameDiff sd = SameDiff.create();
        Map<String, INDArray> given = new HashMap<>();
        shapes.forEach((name, shape) -> {
            long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            double[] numbers =
                    new Random(name.hashCode()).doubles(length, -2, 2).toArray();
            given.put(
                    name,
                    Nd4j.createFromArray(numbers)
                            .castTo(DataType.FLOAT)
                            .castTo(type)
                            .reshape(shape));
            sd.placeHolder(name, type, shape);
        });
        SDVariable x = sd.getVariable("x");
        SDVariable y = sd.getVariable("y");
        SDVariable result = draw.of(sd, x, y, sd.getVariable("gain"));
        SDVariable loss = sd.sum(sd.reshape(sd.mmul(result.mul(result), sd.constant(Nd4j.ones(type, WIDTH, 1))), ROWS));
        Map<String, String> names = new HashMap<>(Map.of("result", result.name()));
        Backward.of(sd, loss, List.of("x", "y", "gain")).forEach((name, gradient) -> names.put(name, gradient.name()));
        Graph graph = Graph.of(sd, names.values());
        Map<String, INDArray> outputs = new HashMap<>();
        names.values()
                .forEach(name ->
                        outputs.put(name, Nd4j.create(type, graph.value(name).shape())));
        try (Arena arena = new Arena()) {
            Plan plan = Plan.compile(graph, new Bindings(given, outputs, Map.of()), mode, arena);
            plan.run();
            plan.run();
            steps.addAll(plan.times().keySet());
        }
        Map<String, INDArray> results = new HashMap<>();
        names.forEach((what, name) -> results.put(what, outputs.get(name)));
        return results;
    }

    private void assertRunsAsRows(Draw draw) {
        Set<String> steps = new TreeSet<>();
        Map<String, INDArray> expected = run(draw, DataType.DOUBLE, Mode.REFERENCE, new TreeSet<>());
        run(draw, DataType.FLOAT, Mode.FAST, steps)
                .forEach((name, array) -> assertThat(Relative.error(array, expected.get(name)))
                        .as(name)
                        .isLessThan(TOLERANCE));
        steps.removeIf(step -> step.matches("(rows|product|copy|transpose).*"));
        assertThat(steps).as("the gradient of the sum, and nothing else").containsOnly("add");
    }

    @Test
    void rmsNorms() {
        assertRunsAsRows((sd, x, y, gain) -> x.mul(
                        sd.math.rsqrt(sd.mean(sd.math.square(x), true, 1).add(1e-5)))
                .mul(gain)
                .add(y));
        assertRunsAsRows((sd, x, y, gain) -> x.div(
                        sd.math.sqrt(sd.mean(x.mul(x), true, 1).add(1e-5)))
                .mul(gain)
                .add(y));
        assertRunsAsRows((sd, x, y, gain) -> x.mul(sd.math.reciprocal(
                        sd.math.pow(sd.mean(x.mul(x), true, 1).add(1e-5), 0.5)))
                .mul(gain)
                .add(y));
    }

    @Test
    void gates() {
        assertRunsAsRows((sd, x, y, gain) -> sd.nn.swish(x).mul(y).add(gain));
        assertRunsAsRows((sd, x, y, gain) -> x.mul(sd.nn.sigmoid(x)).mul(y).add(gain));
        assertRunsAsRows((sd, x, y, gain) -> sd.nn.relu(x, 0).mul(y).add(gain));
        assertRunsAsRows((sd, x, y, gain) ->
                sd.math.square(sd.nn.relu(x, 0)).add(y.rsub(1)).add(sd.math.cube(gain.add(x))));
    }

    @Test
    void rotaryPositions() {
        int half = WIDTH / 2;
        assertRunsAsRows((sd, x, y, gain) -> {
            List<SDVariable> halves = new ArrayList<>();
            halves.add(sd.math.neg(Slices.range(x, 2, 1, half, WIDTH)));
            halves.add(Slices.range(x, 2, 1, 0, half));
            SDVariable turned = sd.concat(1, halves.toArray(SDVariable[]::new));
            return x.mul(y).add(turned.mul(gain));
        });
    }
}
