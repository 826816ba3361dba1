package io.github.coconut4j.data.internal.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random choices from lists, for any {@link RandomGenerator} (the library's shuffle takes only the old class). */
public final class Draws {
    private Draws() {}

    /** One element, all equally likely. */
    public static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    /** A copy in random order, which may be changed. */
    public static <T> List<T> shuffled(List<T> list, RandomGenerator random) {
        List<T> copy = new ArrayList<>(list);
        for (int i = copy.size() - 1; i > 0; i--) {
            Collections.swap(copy, i, random.nextInt(i + 1));
        }
        return copy;
    }
}
