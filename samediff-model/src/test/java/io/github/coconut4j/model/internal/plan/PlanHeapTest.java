package io.github.coconut4j.model.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.gpt2.Gpt2Config;
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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Steps run one after the other and share the Java arrays they compute in: plans are kept by the dozen, one for each shape of text. */
class PlanHeapTest {
    @Test
    void arraysDoNotGrowWithTheNumberOfLayers() {
        long two = floats(2);
        long eight = floats(8);

        assertThat(two).as("a step computes in Java arrays").isGreaterThan(10_000);
        assertThat((double) eight / two).isLessThan(1.3);
    }

    /** Numbers in all float arrays of a plan for twenty rows with thoughts, loss and gradients. */
    private static long floats(int layers) {
        ModelConfig sizes = new ModelConfig(new Gpt2Config(layers, 8, 2, 13, 24, 1e-5), TinyModels.TOKENS);
        int[][] rows = new int[20][];
        Arrays.fill(rows, new int[] {4, 3, 3});
        AtomicLong numbers = new AtomicLong();
        LoopGraph.gpt2(
                        sizes,
                        TinyModels.floats(
                                TinyModels.gpt2Doubles(sizes, 3),
                                ParameterSpec.shapes(sizes.decoder().parameters())),
                        TokenRow.batch(sizes, FiniteDifferenceTest.tokenRows(rows)))
                .run(Mode.FAST, plan -> numbers.set(reachable(plan)));
        return numbers.get();
    }

    private static long reachable(Object from) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.add(from);
        long numbers = 0;
        while (!open.isEmpty()) {
            Object object = open.pop();
            if (!seen.add(object)) {
                continue;
            }
            if (object instanceof float[] array) {
                numbers += array.length;
            } else if (object instanceof Object[] array) {
                Arrays.stream(array).filter(element -> element != null).forEach(open::push);
            } else if (object instanceof Collection<?> collection) {
                collection.stream().filter(element -> element != null).forEach(open::push);
            } else if (object instanceof Map<?, ?> map) {
                map.values().forEach(open::push);
            } else if (object.getClass().getName().startsWith("io.github.coconut4j")) {
                fields(object, open);
            }
        }
        return numbers;
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
