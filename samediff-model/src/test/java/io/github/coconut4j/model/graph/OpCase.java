package io.github.coconut4j.model.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One use of an op that can be trained through: what it makes of a few small arrays.
 *
 * @param name what it shows
 * @param op from the inputs
 * @param from smallest element of the inputs
 * @param to largest element
 * @param shapes of the inputs
 */
public record OpCase(String name, Op op, double from, double to, long[]... shapes) {
    private static final long[] ROWS = {3, 5};
    private static final long[] CUBE = {2, 3, 4};

    /** Draws an op. */
    @FunctionalInterface
    public interface Op {
        SDVariable of(SameDiff sd, SDVariable... inputs);
    }

    /** A graph with the sum of everything the op gives, each element with a weight of its own, so that every element has another gradient. */
    public record Drawn(
            SameDiff sd, List<String> inputs, SDVariable result, SDVariable loss, Map<String, INDArray> arrays) {}

    /** The same numbers whatever the type, seeded by the name. */
    public Drawn draw(DataType type) {
        Random random = new Random(name.hashCode());
        SameDiff sd = SameDiff.create();
        sd.setEnableCache(false);
        Map<String, INDArray> arrays = new HashMap<>();
        SDVariable[] inputs = new SDVariable[shapes.length];
        for (int i = 0; i < inputs.length; i++) {
            String input = "input" + i;
            inputs[i] = sd.placeHolder(input, type, shapes[i]);
            arrays.put(input, random(random, from, to, shapes[i]).castTo(type));
        }
        SDVariable result = op.of(sd, inputs);
        long[] shape = Graph.of(sd, List.of(result.name())).value(result.name()).shape();
        SDVariable weights = sd.constant(random(random, -1, 1, shape).castTo(type));
        SDVariable loss = result.mul(weights).sum();
        List<String> names = Arrays.stream(inputs).map(SDVariable::name).toList();
        return new Drawn(sd, names, result, loss, arrays);
    }

    private static INDArray random(Random random, double from, double to, long... shape) {
        long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] numbers = random.doubles(length, from, to).toArray();
        return Nd4j.createFromArray(numbers).reshape(shape);
    }

    @Override
    public String toString() {
        return name;
    }

    private static OpCase of(String name, Op op, long[]... shapes) {
        return new OpCase(name, op, -1.5, 1.5, shapes);
    }

    private static OpCase positive(String name, Op op, long[]... shapes) {
        return new OpCase(name, op, 0.3, 2, shapes);
    }

    /** Every op with a rule, in every form that its rule tells apart. */
    public static Stream<OpCase> all() {
        return Stream.of(elements(), pairs(), reductions(), moves(), products()).flatMap(cases -> cases);
    }

    private static Stream<OpCase> elements() {
        return Stream.of(
                of("number times", (sd, x) -> x[0].mul(-3), ROWS),
                of("number over", (sd, x) -> x[0].div(4), ROWS),
                of("number more", (sd, x) -> sd.math.tanh(x[0].add(0.5)), ROWS),
                of("number less", (sd, x) -> sd.math.tanh(x[0].sub(0.5)), ROWS),
                of("less from number", (sd, x) -> x[0].rsub(2), ROWS),
                positive("number divided", (sd, x) -> x[0].rdiv(2), ROWS),
                of("greater of number", (sd, x) -> sd.scalarMax(x[0], 0.3), ROWS),
                of("smaller of number", (sd, x) -> sd.scalarMin(x[0], 0.3), ROWS),
                of("negative", (sd, x) -> sd.math.neg(x[0]), ROWS),
                positive("power 2.5", (sd, x) -> sd.math.pow(x[0], 2.5), ROWS),
                positive("power -0.5", (sd, x) -> sd.math.pow(x[0], -0.5), ROWS),
                of("square", (sd, x) -> sd.math.square(x[0]), ROWS),
                of("cube", (sd, x) -> sd.math.cube(x[0]), ROWS),
                positive("square root", (sd, x) -> sd.math.sqrt(x[0]), ROWS),
                positive("inverse square root", (sd, x) -> sd.math.rsqrt(x[0]), ROWS),
                positive("reciprocal", (sd, x) -> sd.math.reciprocal(x[0]), ROWS),
                of("exp", (sd, x) -> sd.math.exp(x[0]), ROWS),
                of("expm1", (sd, x) -> sd.math.expm1(x[0]), ROWS),
                positive("log", (sd, x) -> sd.math.log(x[0]), ROWS),
                positive("log1p", (sd, x) -> sd.math.log1p(x[0]), ROWS),
                of("abs", (sd, x) -> sd.math.abs(x[0]), ROWS),
                of("sin", (sd, x) -> sd.math.sin(x[0]), ROWS),
                of("cos", (sd, x) -> sd.math.cos(x[0]), ROWS),
                of("erf", (sd, x) -> sd.math.erf(x[0]), ROWS),
                of("tanh", (sd, x) -> sd.math.tanh(x[0]), ROWS),
                of("sigmoid", (sd, x) -> sd.nn.sigmoid(x[0]), ROWS),
                of("log sigmoid", (sd, x) -> sd.nn.logSigmoid(x[0]), ROWS),
                of("softplus", (sd, x) -> sd.nn.softplus(x[0]), ROWS),
                of("relu", (sd, x) -> sd.nn.relu(x[0], 0), ROWS),
                of("relu with a cutoff", (sd, x) -> sd.nn.relu(x[0], 0.4), ROWS),
                new OpCase("relu6", (sd, x) -> sd.nn.relu6(x[0], 0), -2, 9, ROWS),
                of("leaky relu", (sd, x) -> sd.nn.leakyRelu(x[0], 0.2), ROWS),
                of("elu", (sd, x) -> sd.nn.elu(x[0]), ROWS),
                of("silu", (sd, x) -> sd.nn.swish(x[0]), ROWS),
                of("silu written out", (sd, x) -> x[0].mul(sd.nn.sigmoid(x[0])), ROWS),
                of("gelu", (sd, x) -> sd.nn.gelu(x[0]), ROWS),
                new OpCase("precise gelu", (sd, x) -> sd.nn.preciseGelu(x[0]), -20, 20, ROWS),
                of("clip", (sd, x) -> sd.math.clipByValue(x[0], -0.4, 0.7), ROWS),
                of("cast", (sd, x) -> sd.castTo(x[0], x[0].dataType()).mul(x[0]), ROWS),
                of("identity", (sd, x) -> sd.identity(x[0]).mul(x[0]), ROWS),
                of(
                        "constant almost everywhere",
                        (sd, x) -> x[0].mul(sd.math.step(x[0], 0.1))
                                .add(x[0].mul(sd.math.sign(x[0])))
                                .add(x[0].mul(sd.math.floor(x[0])))
                                .add(x[0].mul(sd.math.ceil(x[0])))
                                .add(x[0].mul(sd.math.round(x[0]))),
                        ROWS),
                of("ones and zeros", (sd, x) -> x[0].mul(sd.onesLike(x[0])).add(sd.zerosLike(x[0])), ROWS));
    }

    private static Stream<OpCase> pairs() {
        long[] row = {5};
        long[] column = {3, 1};
        long[] last = {4};
        long[] middle = {3, 1};
        return Stream.of(
                of("sum", (sd, x) -> x[0].add(x[1]), ROWS, ROWS),
                of("sum with a row", (sd, x) -> x[0].add(x[1]), ROWS, row),
                of("row and sum", (sd, x) -> x[1].add(x[0]), ROWS, row),
                of("sum with a column", (sd, x) -> x[0].add(x[1]), ROWS, column),
                of("sum of a column and a row", (sd, x) -> x[0].add(x[1]), column, new long[] {1, 5}),
                of("bias of a cube", (sd, x) -> x[0].add(x[1]), CUBE, last),
                of("product with something stretched from the middle", (sd, x) -> x[0].mul(x[1]), CUBE, middle),
                of("product with one number", (sd, x) -> x[0].mul(x[1]), CUBE, new long[] {1}),
                of("added bias", (sd, x) -> sd.nn.biasAdd(x[0], x[1], false), ROWS, row),
                of("sum of three", (sd, x) -> sd.math.mergeAdd(x[0], x[1], x[0]), ROWS, ROWS),
                of("less the mean of rows", (sd, x) -> sd.math.tanh(x[0].sub(sd.sum(x[0].mul(2), 0))), ROWS),
                of("one column and a bias", (sd, x) -> x[0].add(x[1]), new long[] {3, 1}, new long[] {1}),
                of("difference", (sd, x) -> x[0].sub(x[1]), ROWS, row),
                of("difference the other way", (sd, x) -> x[0].rsub(x[1]), ROWS, ROWS),
                of("product", (sd, x) -> x[0].mul(x[1]), ROWS, ROWS),
                of("product with itself", (sd, x) -> x[0].mul(x[0]), ROWS),
                positive("quotient", (sd, x) -> x[0].div(x[1]), ROWS, column),
                positive("quotient the other way", (sd, x) -> x[0].rdiv(x[1]), ROWS, ROWS),
                of("squared difference", (sd, x) -> x[0].squaredDifference(x[1]), ROWS, row),
                of("greater of two", (sd, x) -> sd.math.max(x[0], x[1]), ROWS, ROWS),
                of("greater of an array and a row", (sd, x) -> sd.math.max(x[0], x[1]), ROWS, new long[] {1, 5}),
                of("smaller of two", (sd, x) -> sd.math.min(x[0], x[1]), ROWS, ROWS),
                positive("power by an array", (sd, x) -> sd.math.pow(x[0], x[1]), ROWS, ROWS),
                of("choice", (sd, x) -> sd.where(x[0], x[1], sd.gt(x[2], 0.1)), ROWS, ROWS, ROWS));
    }

    private static Stream<OpCase> reductions() {
        return Stream.of(
                of("sum of the last axis", (sd, x) -> sd.sum(x[0], true, 2), CUBE),
                of("sum of the first axis", (sd, x) -> sd.sum(x[0], 0), CUBE),
                of("sum of two axes", (sd, x) -> sd.sum(x[0], 0, 2), CUBE),
                of("sum of everything", (sd, x) -> sd.sum(x[0]).mul(2), CUBE),
                of("sums of a product", (sd, x) -> sd.sum(x[0].mul(x[1]), 1), CUBE, CUBE),
                of(
                        "sum and product of one product",
                        (sd, x) -> {
                            SDVariable product = x[0].mul(x[1]);
                            return product.add(sd.sum(product, true, 1)).add(sd.mean(product, true, 2));
                        },
                        CUBE,
                        CUBE),
                of("mean of the last axis", (sd, x) -> sd.mean(x[0], true, -1), CUBE),
                of("mean of rows", (sd, x) -> sd.mean(x[0], true, 0), ROWS),
                of("mean of everything", (sd, x) -> x[0].mean().mul(7), CUBE),
                of("greatest", (sd, x) -> sd.max(x[0], 1), CUBE),
                of("greatest kept", (sd, x) -> sd.max(x[0], true, -1), CUBE),
                of("greatest of all", (sd, x) -> sd.max(x[0]).mul(3), CUBE),
                of("smallest", (sd, x) -> sd.min(x[0], true, 1), CUBE),
                positive("product of an axis", (sd, x) -> sd.prod(x[0], 2), CUBE),
                of("first norm", (sd, x) -> sd.norm1(x[0], 2), CUBE),
                of("second norm", (sd, x) -> sd.norm2(x[0], true, 2), CUBE),
                of("squared norm", (sd, x) -> sd.squaredNorm(x[0], 1), CUBE),
                of("log of sum of exp", (sd, x) -> sd.math.logSumExp(x[0], 2), CUBE),
                of("variance", (sd, x) -> sd.variance(x[0], false, 2), CUBE),
                of("corrected variance", (sd, x) -> sd.variance(x[0], true, true, 2), CUBE),
                of("deviation", (sd, x) -> sd.standardDeviation(x[0], false, 1), CUBE),
                of("corrected deviation", (sd, x) -> sd.standardDeviation(x[0], true, true, 1, 2), CUBE),
                of("mean of moments", (sd, x) -> sd.math.moments(x[0], new int[] {2}, true)[0], CUBE),
                of("variance of moments", (sd, x) -> sd.math.moments(x[0], new int[] {0, 1}, false)[1], CUBE),
                of(
                        "both moments",
                        (sd, x) -> {
                            SDVariable[] both = sd.math.moments(x[0], new int[] {1}, true);
                            return x[0].sub(both[0]).mul(both[1]);
                        },
                        CUBE),
                of("softmax", (sd, x) -> sd.nn.softmax(x[0], -1), CUBE),
                of("softmax of another axis", (sd, x) -> sd.nn.softmax(x[0], 1), CUBE),
                of("log softmax", (sd, x) -> sd.nn.logSoftmax(x[0]), CUBE),
                of("log softmax of another axis", (sd, x) -> sd.nn.logSoftmax(x[0], 1), CUBE),
                of("standardized", (sd, x) -> sd.math.standardize(x[0], 2), CUBE),
                of(
                        "layer norm",
                        (sd, x) -> sd.nn.layerNorm(x[0], x[1], x[2], false, 1),
                        ROWS,
                        new long[] {5},
                        new long[] {5}),
                of("layer norm without bias", (sd, x) -> sd.nn.layerNorm(x[0], x[1], false, 2), CUBE, new long[] {4}),
                of(
                        "layer norm written out",
                        (sd, x) -> {
                            SDVariable centered = x[0].sub(sd.mean(x[0], true, 1));
                            SDVariable variance = sd.mean(sd.math.square(centered), true, 1);
                            return centered.div(sd.math.sqrt(variance.add(1e-5)))
                                    .mul(x[1])
                                    .add(x[2]);
                        },
                        ROWS,
                        new long[] {5},
                        new long[] {5}),
                of(
                        "RMS norm written out",
                        (sd, x) -> {
                            SDVariable square = sd.mean(sd.math.square(x[0]), true, 2);
                            return x[0].mul(sd.math.rsqrt(square.add(1e-5))).mul(x[1]);
                        },
                        CUBE,
                        new long[] {4}));
    }

    private static Stream<OpCase> moves() {
        return Stream.of(
                of("reshape", (sd, x) -> sd.reshape(x[0], 6, 4), CUBE),
                of("expand and squeeze", (sd, x) -> sd.squeeze(sd.math.square(sd.expandDims(x[0], 1)), 1), CUBE),
                of(
                        "expand and squeeze beside something larger",
                        (sd, x) -> {
                            SDVariable larger = sd.concat(0, x[0], x[0], x[0]).mul(2);
                            SDVariable squares = sd.squeeze(sd.math.square(sd.expandDims(x[0], 0)), 0);
                            return sd.concat(0, squares, larger);
                        },
                        CUBE),
                of("permute", (sd, x) -> sd.permute(x[0], 2, 0, 1), CUBE),
                of("transpose", (sd, x) -> sd.transpose(x[0]), CUBE),
                of("reverse", (sd, x) -> sd.reverse(x[0], 1, 2), CUBE),
                of("running sums", (sd, x) -> sd.cumsum(x[0], 1), CUBE),
                of("running sums from behind", (sd, x) -> sd.cumsum(x[0], true, true, 2), CUBE),
                of("slice of one axis", (sd, x) -> Slices.range(x[0], 3, 1, 1, 3), CUBE),
                of(
                        "slices that overlap",
                        (sd, x) -> Slices.range(x[0], 3, 1, 0, 2).mul(Slices.range(x[0], 3, 1, 1, 3)),
                        CUBE),
                of(
                        "slice of three axes",
                        (sd, x) -> x[0].get(SDIndex.interval(1, 2), SDIndex.interval(0, 2), SDIndex.interval(1, 3)),
                        CUBE),
                of(
                        "slice of the last two axes",
                        (sd, x) -> x[0].get(SDIndex.all(), SDIndex.interval(1, 3), SDIndex.interval(2, 4)),
                        CUBE),
                of(
                        "one element of an axis",
                        (sd, x) -> x[0].get(SDIndex.point(1), SDIndex.all(), SDIndex.interval(1, 3)),
                        CUBE),
                of("box", (sd, x) -> sd.slice(x[0], new int[] {0, 1, 1}, 2, 2, 3), CUBE),
                of("concatenation", (sd, x) -> sd.concat(1, x[0], x[1], x[0]), ROWS, new long[] {3, 2}),
                of("stack", (sd, x) -> sd.stack(1, x[0], x[1], x[0]), ROWS, ROWS),
                of("stack at the end", (sd, x) -> sd.stack(2, x[0], x[1]), ROWS, ROWS),
                of(
                        "unstack",
                        (sd, x) -> {
                            SDVariable[] parts = sd.unstack(x[0], 1, 3);
                            return parts[0].mul(parts[2]).add(parts[0]);
                        },
                        CUBE),
                of(
                        "split",
                        (sd, x) -> {
                            SDVariable[] parts = sd.split(x[0], 2, 2);
                            return parts[1].mul(sd.math.tanh(parts[0]));
                        },
                        CUBE),
                of("part of a split", (sd, x) -> sd.split(x[0], 2, 2)[1], CUBE),
                of("uneven split", (sd, x) -> sd.splitV(x[0], sd.constant(Nd4j.createFromArray(1, 2)), 2, 1)[1], CUBE),
                of("tile", (sd, x) -> sd.tile(x[0], 1, 2, 3), CUBE),
                of("tile of nothing", (sd, x) -> sd.tile(x[0], 1, 1, 1), CUBE),
                of("rows", (sd, x) -> sd.gather(x[0], sd.constant(Nd4j.createFromArray(2, 0, 2)), 0), ROWS),
                of("one row", (sd, x) -> sd.gather(x[0], sd.constant(Nd4j.createFromArray(new int[] {2})), 0), ROWS),
                of("rows by a matrix of ids", (sd, x) -> sd.gather(x[0], ids(sd), 0), ROWS),
                of("rows of matrices", (sd, x) -> sd.gather(x[0], sd.constant(Nd4j.createFromArray(1, 0, 1)), 0), CUBE),
                of(
                        "rows by long ids",
                        (sd, x) -> sd.gather(x[0], sd.constant(Nd4j.createFromArray(2L, 0L, 2L)), 0),
                        ROWS),
                of("columns", (sd, x) -> sd.gather(x[0], sd.constant(Nd4j.createFromArray(1, 1, 3)), 1), ROWS),
                of("middle axis by a matrix of ids", (sd, x) -> sd.gather(x[0], ids(sd), 1), CUBE),
                of("last axis", (sd, x) -> sd.gather(x[0], sd.constant(Nd4j.createFromArray(3, 0)), -1), CUBE),
                of(
                        "elements of a vector",
                        (sd, x) -> sd.gather(x[0], sd.constant(Nd4j.createFromArray(3, 1, 3)), 0),
                        new long[] {4}),
                of(
                        "one element of a vector",
                        (sd, x) -> sd.gather(x[0], sd.constant(Nd4j.createFromArray(new int[] {1})), 0),
                        new long[] {4}));
    }

    private static SDVariable ids(SameDiff sd) {
        return sd.constant(Nd4j.createFromArray(new int[][] {{2, 0}, {1, 2}, {2, 2}}));
    }

    private static Stream<OpCase> products() {
        long[] left = {3, 4};
        long[] right = {4, 5};
        return Stream.of(
                of("matmul", (sd, x) -> sd.mmul(x[0], x[1]), left, right),
                of(
                        "matmul, left transposed",
                        (sd, x) -> sd.mmul(x[0], x[1], true, false, false),
                        new long[] {4, 3},
                        right),
                of("matmul, right transposed", (sd, x) -> sd.mmul(x[0], x[1], false, true, false), left, new long[] {
                    5, 4
                }),
                of(
                        "matmul, both transposed",
                        (sd, x) -> sd.mmul(x[0], x[1], true, true, false),
                        new long[] {4, 3},
                        new long[] {5, 4}),
                of("matmul, result transposed", (sd, x) -> sd.mmul(x[0], x[1], false, false, true), left, right),
                of(
                        "matmul, all transposed",
                        (sd, x) -> sd.mmul(x[0], x[1], true, true, true),
                        new long[] {4, 3},
                        new long[] {5, 4}),
                of("matmul with itself", (sd, x) -> sd.mmul(x[0], x[0], true, false, false), left),
                of("matmul of many", (sd, x) -> sd.mmul(x[0], x[1]), new long[] {2, 3, 4}, new long[] {2, 4, 2}),
                of(
                        "matmul of many, left transposed",
                        (sd, x) -> sd.mmul(x[0], x[1], true, false, false),
                        new long[] {2, 2, 4, 3},
                        new long[] {2, 2, 4, 2}),
                of(
                        "one weight for two products",
                        (sd, x) -> sd.concat(0, sd.mmul(x[0], x[2]), sd.mmul(x[1], x[2])),
                        left,
                        new long[] {2, 4},
                        right),
                of(
                        "cross entropy of long labels",
                        (sd, x) ->
                                sd.loss.sparseSoftmaxCrossEntropy(x[0], sd.constant(Nd4j.createFromArray(3L, 1L, 2L))),
                        ROWS),
                of(
                        "cross entropy of a cube",
                        (sd, x) -> sd.loss.sparseSoftmaxCrossEntropy(
                                x[0], sd.constant(Nd4j.createFromArray(new int[][] {{0, 3, 2}, {1, 1, 0}}))),
                        CUBE),
                of(
                        "cross entropy",
                        (sd, x) -> sd.loss.sparseSoftmaxCrossEntropy(x[0], sd.constant(Nd4j.createFromArray(0, 4, 2))),
                        ROWS));
    }
}
