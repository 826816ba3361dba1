package io.github.coconut4j.model.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.gradient.Backward;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.OpCase;
import io.github.coconut4j.model.internal.memory.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Plans run every op that can be trained through, forward and backward, in both modes. */
class StockOpsTest {
    /** Rounding of a handful of float operations, some of them differences. */
    private static final double TOLERANCE = 2e-5;

    static Stream<OpCase> cases() {
        return OpCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void bothModesGiveTheGradientsOfDoublePrecision(OpCase op) {
        Map<String, INDArray> expected = run(op, DataType.DOUBLE, Mode.REFERENCE);
        for (Mode mode : Mode.values()) {
            Map<String, INDArray> actual = run(op, DataType.FLOAT, mode);
            actual.forEach((name, array) -> assertThat(Relative.error(array, expected.get(name)))
                    .as("%s in %s mode", name, mode)
                    .isLessThan(TOLERANCE));
        }
    }

    /** The fast forms are made for floats; everything else is left to libnd4j. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void fastModeRunsDoublesToo(OpCase op) {
        Map<String, INDArray> expected = run(op, DataType.DOUBLE, Mode.REFERENCE);
        run(op, DataType.DOUBLE, Mode.FAST)
                .forEach((name, array) -> assertThat(Relative.error(array, expected.get(name)))
                        .as(name)
                        .isLessThan(1e-12));
    }

    private static Map<String, INDArray> run(OpCase op, DataType type, Mode mode) {
        OpCase.Drawn drawn = op.draw(type);
        Map<String, String> names =
                new HashMap<>(Map.of("result", drawn.result().name()));
        Backward.of(drawn.sd(), drawn.loss(), drawn.inputs())
                .forEach((input, gradient) -> names.put("gradient of " + input, gradient.name()));
        List<String> wanted = new ArrayList<>(names.values());
        Graph graph = Graph.of(drawn.sd(), wanted);
        Map<String, INDArray> outputs = new HashMap<>();
        wanted.forEach(
                name -> outputs.put(name, Nd4j.create(type, graph.value(name).shape())));
        try (Arena arena = new Arena()) {
            Plan plan = Plan.compile(graph, new Bindings(drawn.arrays(), outputs, Map.of()), mode, arena);
            plan.run();
            plan.run();
        }
        Map<String, INDArray> results = new HashMap<>();
        names.forEach((what, name) -> results.put(what, outputs.get(name)));
        return results;
    }
}
