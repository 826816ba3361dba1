package io.github.coconut4j.model.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.graph.Graph;
import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.loop.FiniteDifferenceTest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.functions.DifferentialFunction;

/** Steps run one after the other and share the Java arrays they compute in: plans are kept by the dozen, one for each shape of text. */
class PlanHeapTest {
    @Test
    void arraysDoNotGrowWithTheNumberOfLayers() {
        Set<Object> two = reachable(2, Mode.FAST);
        Set<Object> eight = reachable(8, Mode.FAST);

        assertThat(floats(two)).as("a step computes in Java arrays").isGreaterThan(10_000);
        assertThat((double) floats(eight) / floats(two)).isLessThan(1.3);
        assertThat(offsets(two)).as("a step knows where rows lie").isGreaterThan(500);
        assertThat((double) offsets(eight) / offsets(two)).isLessThan(1.3);
    }

    @ParameterizedTest
    @EnumSource
    void aPlanForgetsTheGraphItWasMadeOf(Mode mode) {
        assertThat(reachable(2, mode))
                .hasSizeGreaterThan(100)
                .noneMatch(object -> object instanceof Graph
                        || object instanceof Node
                        || object instanceof Value
                        || (object instanceof DifferentialFunction op && op.getSameDiff() != null));
    }

    private static long floats(Set<Object> objects) {
        return objects.stream()
                .mapToLong(object -> object instanceof float[] array ? array.length : 0)
                .sum();
    }

    private static long offsets(Set<Object> objects) {
        return objects.stream()
                .mapToLong(object -> object instanceof int[] array ? array.length : 0)
                .sum();
    }

    /** All objects of ours that a plan keeps, for twenty rows with thoughts, loss and gradients. */
    private static Set<Object> reachable(int layers, Mode mode) {
        ModelConfig sizes = new ModelConfig(new Gpt2Config(layers, 8, 2, 13, 24, 1e-5), TinyModels.TOKENS);
        int[][] rows = new int[20][];
        Arrays.fill(rows, new int[] {4, 3, 3});
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        LoopGraph.gpt2(
                        sizes,
                        TinyModels.floats(
                                TinyModels.gpt2Doubles(sizes, 3),
                                ParameterSpec.shapes(sizes.decoder().parameters())),
                        TokenRow.batch(sizes, FiniteDifferenceTest.tokenRows(rows)))
                .run(mode, plan -> reach(plan, seen));
        return seen;
    }

    private static void reach(Object from, Set<Object> seen) {
        Deque<Object> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            Object object = open.pop();
            if (!seen.add(object)) {
                continue;
            }
            if (object instanceof Object[] array) {
                Arrays.stream(array).filter(element -> element != null).forEach(open::push);
            } else if (object instanceof Collection<?> collection) {
                collection.stream().filter(element -> element != null).forEach(open::push);
            } else if (object instanceof Map<?, ?> map) {
                map.keySet().forEach(open::push);
                map.values().forEach(open::push);
            } else if (object.getClass().getName().startsWith("io.github.coconut4j")) {
                fields(object, open);
            }
        }
    }

    private static void fields(Object object, Deque<Object> open) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive()
                        && !Modifier.isStatic(field.getModifiers())
                        && field.trySetAccessible()) {
                    try {
                        Object value = field.get(object);
                        if (value != null) {
                            open.push(value);
                        }
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }
}
