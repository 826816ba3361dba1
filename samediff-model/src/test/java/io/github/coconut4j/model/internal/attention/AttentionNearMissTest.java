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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Attention of decoders other than ours, and what only looks like attention: forward and backward as in double precision, one operation after the other. */
class AttentionNearMissTest {
    private static final double TOLERANCE = 2e-5;
    private static final int ROWS = 8;
    private static final int HEADS = 4;
    private static final int COLUMNS = 4;
    private static final int WIDTH = 6;
    private static final double HIDDEN = -700;
    private static final List<String> INPUTS = List.of("q", "k", "v");

    /** What becomes of queries, keys and values, all {@code [B, H, n, d]}. */
    private record Form(String name, Draw draw) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Draw {
        SDVariable of(Graphs g, SDVariable q, SDVariable k, SDVariable v);
    }

    /** Words of the forms below. */
    private record Graphs(SameDiff sd, DataType type) {
        SDVariable scores(SDVariable q, SDVariable k) {
            return sd.mmul(q, k, false, true, false);
        }

        SDVariable mix(SDVariable scores, SDVariable v) {
            return sd.mmul(sd.nn.softmax(scores, 3), v);
        }

        SDVariable number(double[][] rows) {
            return sd.constant(Nd4j.createFromArray(rows).castTo(type));
        }

        /** What is added for query i and key j. */
        SDVariable mask(int queries, int keys, Added added) {
            double[][] mask = new double[queries][keys];
            for (int i = 0; i < queries; i++) {
                for (int j = 0; j < keys; j++) {
                    mask[i][j] = added.to(i, j);
                }
            }
            return number(mask);
        }

        SDVariable causal() {
            return mask(COLUMNS, COLUMNS, (i, j) -> j > i ? HIDDEN : 0);
        }

        SDVariable norm(SDVariable x) {
            return x.mul(sd.math.pow(sd.mean(x.mul(x), true, 3).add(1e-5), -0.5));
        }
    }

    @FunctionalInterface
    private interface Added {
        double to(int query, int key);
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form(
                        "like ours",
                        (g, q, k, v) -> g.mix(g.scores(q, k).mul(0.4).add(g.causal()), v)),
                new Form("not scaled", (g, q, k, v) -> g.mix(g.scores(q, k).add(g.causal()), v)),
                new Form("no mask", (g, q, k, v) -> g.mix(g.scores(q, k).mul(0.4), v)),
                new Form("neither", (g, q, k, v) -> g.mix(g.scores(q, k), v)),
                new Form(
                        "mask scaled too",
                        (g, q, k, v) -> g.mix(g.scores(q, k).add(g.causal()).mul(0.4), v)),
                new Form(
                        "small mask scaled too",
                        (g, q, k, v) -> g.mix(
                                g.scores(q, k)
                                        .add(g.mask(COLUMNS, COLUMNS, (i, j) -> j > i ? -600 : 0))
                                        .mul(0.001),
                                v)),
                new Form(
                        "mask behind the softmax",
                        (g, q, k, v) -> g.sd.mmul(
                                g.sd.nn
                                        .softmax(g.scores(q, k).mul(0.4), 3)
                                        .add(g.mask(COLUMNS, COLUMNS, (i, j) -> 0.1 * i * j)),
                                v)),
                new Form(
                        "scaled by division",
                        (g, q, k, v) -> g.mix(g.scores(q, k).div(3).add(g.causal()), v)),
                new Form(
                        "scaled twice",
                        (g, q, k, v) -> g.mix(g.scores(q, k).mul(0.4).mul(1.5).add(g.causal()), v)),
                new Form(
                        "mask written first",
                        (g, q, k, v) -> g.mix(g.causal().add(g.scores(q, k).mul(0.4)), v)),
                new Form(
                        "two masks",
                        (g, q, k, v) -> g.mix(
                                g.scores(q, k)
                                        .mul(0.4)
                                        .add(g.causal())
                                        .add(g.mask(COLUMNS, COLUMNS, (i, j) -> j == 1 ? HIDDEN : 0)),
                                v)),
                new Form(
                        "distance bias",
                        (g, q, k, v) -> g.mix(
                                g.scores(q, k).mul(0.4).add(g.mask(COLUMNS, COLUMNS, (i, j) -> -0.3 * Math.abs(i - j))),
                                v)),
                new Form(
                        "bias of heads",
                        (g, q, k, v) -> g.mix(
                                g.scores(q, k)
                                        .mul(0.4)
                                        .add(g.sd.reshape(
                                                g.mask(HEADS, COLUMNS, (i, j) -> 0.2 * i - 0.1 * j),
                                                1,
                                                HEADS,
                                                1,
                                                COLUMNS)),
                                v)),
                new Form(
                        "bias of keys",
                        (g, q, k, v) -> g.mix(
                                g.scores(q, k)
                                        .mul(0.4)
                                        .add(g.sd.reshape(g.mask(1, COLUMNS, (i, j) -> -0.5 * j), 1, 1, 1, COLUMNS)
                                                .mul(1)),
                                v)),
                new Form(
                        "capped scores",
                        (g, q, k, v) -> g.mix(
                                g.sd.math.tanh(g.scores(q, k).mul(0.4)).mul(2).add(g.causal()), v)),
                new Form(
                        "normed queries and keys",
                        (g, q, k, v) ->
                                g.mix(g.scores(g.norm(q), g.norm(k)).mul(0.4).add(g.causal()), v)),
                new Form("heads that share keys by tile", (g, q, k, v) -> {
                    SDVariable keys = g.sd.tile(Slices.range(k, 4, 1, 0, 2), 1, 2, 1, 1);
                    SDVariable values = g.sd.tile(Slices.range(v, 4, 1, 0, 2), 1, 2, 1, 1);
                    return g.mix(g.scores(q, keys).mul(0.4).add(g.causal()), values);
                }),
                new Form("heads that share keys side by side", (g, q, k, v) -> {
                    SDVariable queries = g.sd.reshape(q, ROWS, 2, 2 * COLUMNS, WIDTH);
                    SDVariable mask = g.mask(2 * COLUMNS, COLUMNS, (i, j) -> j > i % COLUMNS ? HIDDEN : 0);
                    SDVariable keys = Slices.range(k, 4, 1, 0, 2);
                    SDVariable values = Slices.range(v, 4, 1, 1, 3);
                    return g.sd.reshape(
                            g.mix(g.scores(queries, keys).mul(0.4).add(mask), values), ROWS, HEADS, COLUMNS, WIDTH);
                }),
                new Form(
                        "softmax over queries",
                        (g, q, k, v) -> g.sd.mmul(
                                g.sd.nn.softmax(g.scores(q, k).mul(0.4).add(g.causal()), 2), v)),
                new Form(
                        "first query sees nothing",
                        (g, q, k, v) -> g.mix(
                                g.scores(q, k).mul(0.4).add(g.mask(COLUMNS, COLUMNS, (i, j) -> j >= i ? HIDDEN : 0)),
                                v)),
                new Form("weights read twice", (g, q, k, v) -> {
                    SDVariable weights = g.sd.nn.softmax(g.scores(q, k).mul(0.4).add(g.causal()), 3);
                    return g.sd.mmul(weights, v).add(g.sd.mmul(weights, k));
                }),
                new Form("weights kept and mixed", (g, q, k, v) -> {
                    SDVariable weights = g.sd.nn.softmax(g.scores(q, k).mul(0.4).add(g.causal()), 3);
                    return g.sd.concat(3, g.sd.mmul(weights, v), weights);
                }),
                new Form(
                        "weights dropped out",
                        (g, q, k, v) -> g.sd.mmul(
                                g.sd.nn
                                        .softmax(g.scores(q, k).mul(0.4).add(g.causal()), 3)
                                        .mul(g.mask(COLUMNS, COLUMNS, (i, j) -> (i + j) % 2 * 2)),
                                v)),
                new Form(
                        "weights turned",
                        (g, q, k, v) -> g.sd.mmul(
                                g.sd.nn.softmax(g.scores(q, k).mul(0.4).add(g.causal()), 3), v, true, false, false)),
                new Form("scores read twice", (g, q, k, v) -> {
                    SDVariable scores = g.scores(q, k).mul(0.4);
                    return g.mix(scores.add(g.causal()), v).add(g.mix(scores, v));
                }),
                new Form(
                        "narrow values",
                        (g, q, k, v) -> g.mix(g.scores(q, k).mul(0.4).add(g.causal()), Slices.range(v, 4, 3, 0, 4))),
                new Form("keys are values", (g, q, k, v) -> g.mix(
                                g.scores(q, k).mul(0.4).add(g.causal()), k)
                        .add(v)),
                new Form("queries are keys", (g, q, k, v) -> g.mix(
                                g.scores(k, k).mul(0.4).add(g.causal()), v)
                        .add(q)),
                new Form("two pieces", (g, q, k, v) -> pieces(g, q, k, v, 0, 1, 0, COLUMNS)),
                new Form("two pieces whose values are swapped", (g, q, k, v) -> pieces(g, q, k, v, 1, 0, 0, COLUMNS)),
                new Form(
                        "two pieces with windows that overlap",
                        (g, q, k, v) -> pieces(g, q, k, v, 0, 1, 2, COLUMNS + 2)),
                new Form("two pieces, the later one first", (g, q, k, v) -> {
                    SDVariable scores =
                            g.sd.concat(3, g.scores(q, k), g.scores(q, v)).mul(0.4);
                    SDVariable weights = g.sd.nn.softmax(scores, 3);
                    return g.sd.mmul(Slices.range(weights, 4, 3, COLUMNS, 2 * COLUMNS), k)
                            .add(g.sd.mmul(Slices.range(weights, 4, 3, 0, COLUMNS), v));
                }),
                new Form("two pieces subtracted", (g, q, k, v) -> {
                    SDVariable scores =
                            g.sd.concat(3, g.scores(q, k), g.scores(q, v)).mul(0.4);
                    SDVariable weights = g.sd.nn.softmax(scores, 3);
                    return g.sd.mmul(Slices.range(weights, 4, 3, 0, COLUMNS), v)
                            .sub(g.sd.mmul(Slices.range(weights, 4, 3, COLUMNS, 2 * COLUMNS), k));
                }));
    }

    /** Keys k beside v; values in the order given; the second window on the weights from a place of its own. */
    private static SDVariable pieces(
            Graphs g, SDVariable q, SDVariable k, SDVariable v, int first, int second, int from, int next) {
        SDVariable[] parts = {k, v};
        SDVariable scores = g.sd.concat(3, g.scores(q, k), g.scores(q, v)).mul(0.4);
        SDVariable mask = g.mask(COLUMNS, 2 * COLUMNS, (i, j) -> j > COLUMNS + i ? HIDDEN : 0);
        SDVariable weights = g.sd.nn.softmax(scores.add(mask), 3);
        int end = Math.min(next + COLUMNS, 2 * COLUMNS);
        SDVariable values = Slices.range(parts[second], 4, 2, 0, end - next);
        return g.sd.mmul(Slices.range(weights, 4, 3, from, from + COLUMNS), parts[first])
                .add(g.sd.mmul(Slices.range(weights, 4, 3, next, end), values));
    }

    private static INDArray drawn(DataType type, long seed, long... shape) {
        long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] numbers = new Random(seed).doubles(length, -1.5, 1.5).toArray();
        return Nd4j.createFromArray(numbers).castTo(DataType.FLOAT).castTo(type).reshape(shape);
    }

    private static Map<String, INDArray> run(Form form, DataType type, Mode mode, boolean trained) {
        SameDiff sd = SameDiff.create();
        Map<String, INDArray> given = new HashMap<>();
        for (String name : INPUTS) {
            given.put(name, drawn(type, name.charAt(0), ROWS, HEADS, COLUMNS, WIDTH));
            sd.placeHolder(name, type, ROWS, HEADS, COLUMNS, WIDTH);
        }
        SDVariable[] x =
                INPUTS.stream().map(name -> sd.getVariable(name).mul(1)).toArray(SDVariable[]::new);
        SDVariable mixed = form.draw.of(new Graphs(sd, type), x[0], x[1], x[2]);
        long[] shape = Graph.of(sd, List.of(mixed.name())).value(mixed.name()).shape();
        SDVariable loss = mixed.mul(sd.constant(drawn(type, 9, shape))).sum();
        Map<String, String> names = new HashMap<>(Map.of("loss", loss.name()));
        if (trained) {
            Backward.of(sd, loss, INPUTS).forEach((input, gradient) -> names.put(input, gradient.name()));
        } else {
            names.put("mixed", mixed.mul(1).name());
        }
        Graph graph = Graph.of(sd, names.values());
        Map<String, INDArray> outputs = new HashMap<>();
        names.values()
                .forEach(name ->
                        outputs.put(name, Nd4j.create(type, graph.value(name).shape())));
        try (Arena arena = new Arena()) {
            Plan plan = Plan.compile(graph, new Bindings(given, outputs, Map.of()), mode, arena);
            plan.run();
            plan.run();
        }
        Map<String, INDArray> results = new HashMap<>();
        names.forEach((what, name) -> results.put(what, outputs.get(name)));
        return results;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void fastModeGivesWhatTheGraphSays(Form form) {
        for (boolean trained : new boolean[] {false, true}) {
            Map<String, INDArray> expected = run(form, DataType.DOUBLE, Mode.REFERENCE, trained);
            run(form, DataType.FLOAT, Mode.FAST, trained)
                    .forEach((name, array) -> assertThat(Relative.error(array, expected.get(name)))
                            .as(name)
                            .isLessThan(TOLERANCE));
        }
    }

    /** A bias that is learned stands at zero when the plan is made, as if it hid nothing. */
    @Test
    void aLearnedBiasIsNotTakenForAMaskThatIsFixed() {
        SameDiff sd = SameDiff.create();
        Map<String, INDArray> given = new HashMap<>();
        for (String name : INPUTS) {
            given.put(name, drawn(DataType.FLOAT, name.charAt(0), ROWS, HEADS, COLUMNS, WIDTH));
            sd.placeHolder(name, DataType.FLOAT, ROWS, HEADS, COLUMNS, WIDTH);
        }
        SDVariable bias = sd.var("bias", Nd4j.zeros(DataType.FLOAT, COLUMNS, COLUMNS));
        SDVariable scores = sd.mmul(sd.getVariable("q"), sd.getVariable("k"), false, true, false)
                .mul(0.4);
        SDVariable mixed =
                sd.mmul(sd.nn.softmax(scores.add(bias), 3), sd.getVariable("v")).mul(1);
        INDArray learned = Nd4j.zeros(DataType.FLOAT, COLUMNS, COLUMNS);
        given.put("bias", learned);
        Map<Mode, INDArray> results = new HashMap<>();
        for (Mode mode : Mode.values()) {
            learned.assign(0);
            INDArray result = Nd4j.create(DataType.FLOAT, ROWS, HEADS, COLUMNS, WIDTH);
            try (Arena arena = new Arena()) {
                Graph graph = Graph.of(sd, List.of(mixed.name()));
                Plan plan =
                        Plan.compile(graph, new Bindings(given, Map.of(mixed.name(), result), Map.of()), mode, arena);
                learned.assign(drawn(DataType.FLOAT, 4, COLUMNS, COLUMNS));
                plan.run();
            }
            results.put(mode, result);
        }
        INDArray without = Nd4j.create(DataType.FLOAT, ROWS, HEADS, COLUMNS, WIDTH);
        learned.assign(0);
        try (Arena arena = new Arena()) {
            Graph graph = Graph.of(sd, List.of(mixed.name()));
            Plan.compile(graph, new Bindings(given, Map.of(mixed.name(), without), Map.of()), Mode.REFERENCE, arena)
                    .run();
        }
        assertThat(Relative.error(results.get(Mode.FAST), results.get(Mode.REFERENCE)))
                .isLessThan(TOLERANCE);
        assertThat(Relative.error(without, results.get(Mode.REFERENCE))).isGreaterThan(0.1);
    }
}
