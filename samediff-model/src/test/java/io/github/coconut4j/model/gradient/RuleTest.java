package io.github.coconut4j.model.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.OpCase;
import io.github.coconut4j.model.internal.memory.Arena;
import io.github.coconut4j.model.internal.plan.Bindings;
import io.github.coconut4j.model.internal.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every backward rule against finite differences in double precision. */
class RuleTest {
    /** Step of the differences; their own error is about its square. */
    private static final double STEP = 1e-4;

    private static final double TOLERANCE = 1e-6;

    static Stream<OpCase> cases() {
        return OpCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradientsAreFiniteDifferences(OpCase op) {
        OpCase.Drawn drawn = op.draw(DataType.DOUBLE);
        Map<String, SDVariable> gradients = Backward.of(drawn.sd(), drawn.loss(), drawn.inputs());
        Graph forward = Graph.of(drawn.sd(), List.of(drawn.loss().name()));
        INDArray loss = Nd4j.scalar(DataType.DOUBLE, 0);
        try (Arena arena = new Arena()) {
            Bindings bindings = new Bindings(drawn.arrays(), Map.of(drawn.loss().name(), loss), Map.of());
            Plan plan = Plan.compile(forward, bindings, Mode.REFERENCE, arena);
            gradients.forEach((input, gradient) -> {
                INDArray ours = evaluated(drawn, gradient);
                INDArray differences = differences(plan, loss, drawn.arrays().get(input));
                assertThat(Relative.error(ours, differences)).as(input).isLessThan(TOLERANCE);
            });
        }
    }

    private static INDArray evaluated(OpCase.Drawn drawn, SDVariable gradient) {
        Graph graph = Graph.of(drawn.sd(), List.of(gradient.name()));
        INDArray result =
                Nd4j.create(DataType.DOUBLE, graph.value(gradient.name()).shape());
        try (Arena arena = new Arena()) {
            Bindings bindings = new Bindings(drawn.arrays(), Map.of(gradient.name(), result), Map.of());
            Plan.compile(graph, bindings, Mode.REFERENCE, arena).run();
        }
        return result;
    }

    private static INDArray differences(Plan plan, INDArray loss, INDArray input) {
        INDArray differences = input.dup('c');
        for (long i = 0; i < input.length(); i++) {
            double before = input.getDouble(i);
            input.putScalar(i, before + STEP);
            plan.run();
            double above = loss.getDouble(0);
            input.putScalar(i, before - STEP);
            plan.run();
            differences.putScalar(i, (above - loss.getDouble(0)) / (2 * STEP));
            input.putScalar(i, before);
        }
        return differences;
    }

    @Test
    void everyRuleIsTried() {
        Set<String> tried = new TreeSet<>();
        OpCase.all().forEach(op -> {
            OpCase.Drawn drawn = op.draw(DataType.DOUBLE);
            Graph graph = Graph.of(drawn.sd(), List.of(drawn.loss().name()));
            graph.nodes().forEach(node -> tried.add(node.op()));
        });
        tried.add("stop_gradient");
        assertThat(tried).containsAll(Rule.names());
    }

    @Test
    void theDocumentsListTheRules() throws IOException {
        String page = Files.readString(Path.of("../docs/executor.md"));
        String section = page.substring(page.indexOf("## Operations that can be trained through"));
        String table = section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("|"))
                .collect(Collectors.joining());
        Set<String> listed = Pattern.compile("`(\\w+)`")
                .matcher(table)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(Rule.names());
    }
}
