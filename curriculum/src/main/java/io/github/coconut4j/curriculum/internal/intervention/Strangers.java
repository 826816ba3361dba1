package io.github.coconut4j.curriculum.internal.intervention;

import io.github.coconut4j.data.RowRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Donors that have nothing to do with a problem but to think as often: the control of the exchange with twins. */
public final class Strangers {
    private Strangers() {}

    /**
     * Draws one for every problem.
     *
     * @param paired whether row 2 i and row 2 i + 1 are twins, which are no strangers
     * @return rows, {@code [N]}; a problem that nobody else thinks as often as is given its own row
     */
    public static int[] draw(RecordedThoughts thoughts, int problems, boolean paired, long seed) {
        Map<Integer, List<Integer>> byCount = new HashMap<>();
        for (int row = 0; row < problems; row++) {
            byCount.computeIfAbsent(thoughts.count(row), count -> new ArrayList<>())
                    .add(row);
        }
        int[] donors = new int[problems];
        for (int row = 0; row < problems; row++) {
            donors[row] = draw(row, byCount.get(thoughts.count(row)), paired, RowRandom.at(seed, 0, row));
        }
        return donors;
    }

    private static int draw(int row, List<Integer> candidates, boolean paired, SplittableRandom random) {
        List<Integer> strangers = candidates.stream()
                .filter(other -> paired ? other / 2 != row / 2 : other != row)
                .toList();
        return strangers.isEmpty() ? row : strangers.get(random.nextInt(strangers.size()));
    }
}
