package io.github.coconut4j.model.gradient;

import java.util.Map;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/** Rules of ops on the elements of one array: the gradient times the slope. */
final class ElementRules {
    /** libnd4j's gelu is {@code x sigmoid(1.702 x)}. */
    private static final double GELU = 1.702;
    /** Its precise gelu is {@code x (1 + tanh(ROOT (x + (CUBIC x)^3))) / 2}. */
    private static final double ROOT = Math.sqrt(2 / Math.PI);

    private static final double CUBIC = 0.044715;

    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("mul_scalar", c -> c.give(c.dy().mul(c.node().scalar()))),
            Map.entry("div_scalar", c -> c.give(c.dy().mul(1 / c.node().scalar()))),
            Map.entry("add_scalar", c -> c.give(c.dy())),
            Map.entry("sub_scalar", c -> c.give(c.dy())),
            Map.entry("rsub_scalar", c -> c.give(c.dy().mul(-1))),
            Map.entry("rdiv_scalar", slope(c -> c.y().div(c.x()).mul(-1))),
            Map.entry("max_scalar", slope(c -> above(c.x(), c.node().scalar()))),
            Map.entry("scalar_min", slope(c -> notAbove(c.x(), c.node().scalar()))),
            Map.entry("neg", c -> c.give(c.dy().mul(-1))),
            Map.entry("pow", slope(c -> {
                double power = c.node().scalar();
                return c.sd().math.pow(c.x(), power - 1).mul(power);
            })),
            Map.entry("square", slope(c -> c.x().mul(2))),
            Map.entry("cube", slope(c -> c.sd().math.square(c.x()).mul(3))),
            Map.entry("sqrt", slope(c -> c.y().rdiv(0.5))),
            Map.entry("rsqrt", slope(c -> c.sd().math.cube(c.y()).mul(-0.5))),
            Map.entry("Reciprocal", slope(c -> c.sd().math.square(c.y()).mul(-1))),
            Map.entry("exp", slope(Chain::y)),
            Map.entry("expm1", slope(c -> c.y().add(1))),
            Map.entry("log", slope(c -> c.x().rdiv(1))),
            Map.entry("log1p", slope(c -> c.x().add(1).rdiv(1))),
            Map.entry("abs", slope(c -> c.sd().math.sign(c.x()))),
            Map.entry("sin", slope(c -> c.sd().math.cos(c.x()))),
            Map.entry("cos", slope(c -> c.sd().math.sin(c.x()).mul(-1))),
            Map.entry("erf", slope(c -> c.sd().math
                    .exp(c.sd().math.square(c.x()).mul(-1))
                    .mul(2 / Math.sqrt(Math.PI)))),
            Map.entry("tanh", slope(c -> c.y().mul(c.y()).mul(-1).add(1))),
            Map.entry("sigmoid", slope(c -> c.y().mul(c.y().mul(-1).add(1)))),
            Map.entry("logsigmoid", slope(c -> c.sd().nn.sigmoid(c.x().mul(-1)))),
            Map.entry("softplus", slope(c -> c.sd().nn.sigmoid(c.x()))),
            Map.entry("relu", slope(c -> above(c.x(), c.node().scalar()))),
            Map.entry("relu6", slope(c -> above(c.x(), c.node().scalar()).mul(notAbove(c.x(), 6)))),
            Map.entry("leakyrelu", slope(c -> {
                double below = c.node().scalar();
                return above(c.x(), 0).mul(1 - below).add(below);
            })),
            Map.entry("elu", slope(c -> {
                SDVariable below = c.y().add(((DynamicCustomOp) c.node().source()).tArgs()[0]);
                SDVariable above = above(c.x(), 0);
                return above.add(below.mul(above.rsub(1)));
            })),
            Map.entry("swish", slope(c -> gate(c, 1))),
            Map.entry("gelu", slope(c -> gate(c, GELU))),
            Map.entry("precise_gelu", slope(ElementRules::preciseGelu)),
            Map.entry("ClipByValue", slope(c -> {
                double[] ends = ((DynamicCustomOp) c.node().source()).tArgs();
                return above(c.x(), ends[0]).mul(notAbove(c.x(), ends[1]));
            })),
            Map.entry("cast", c -> c.give(c.dy().castTo(c.input(0).type()))),
            Map.entry("identity", c -> c.give(c.dy())),
            Map.entry("stop_gradient", c -> {}),
            // constant almost everywhere
            Map.entry("step", c -> {}),
            Map.entry("sign", c -> {}),
            Map.entry("floor", c -> {}),
            Map.entry("ceil", c -> {}),
            Map.entry("round", c -> {}),
            Map.entry("ones_as", c -> {}),
            Map.entry("zeroslike", c -> {}));

    private ElementRules() {}

    private static Rule slope(Function<Chain, SDVariable> slope) {
        return c -> c.give(c.dy().mul(slope.apply(c)));
    }

    /** 1 where an element is greater than a number, else 0. */
    static SDVariable above(SDVariable x, double number) {
        return x.getSameDiff().math.step(x, number);
    }

    /** 1 where an element is not greater than a number, else 0. */
    static SDVariable notAbove(SDVariable x, double number) {
        return above(x, number).rsub(1);
    }

    /** Slope of {@code y = x sigmoid(a x)}: {@code s + a y (1 - s)}. */
    private static SDVariable gate(Chain c, double a) {
        SDVariable sigmoid = c.sd().nn.sigmoid(a == 1 ? c.x() : c.x().mul(a));
        return sigmoid.add(c.y().mul(sigmoid.mul(-1).add(1)).mul(a));
    }

    private static SDVariable preciseGelu(Chain c) {
        SDVariable cube = c.sd().math.cube(c.x().mul(CUBIC));
        SDVariable tanh = c.sd().math.tanh(c.x().add(cube).mul(ROOT));
        SDVariable inner =
                c.sd().math.square(c.x()).mul(3 * CUBIC * CUBIC * CUBIC).add(1).mul(ROOT);
        SDVariable bend = c.x().mul(c.sd().math.square(tanh).rsub(1)).mul(inner);
        return tanh.add(1).add(bend).mul(0.5);
    }
}
