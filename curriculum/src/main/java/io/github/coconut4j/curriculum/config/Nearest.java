package io.github.coconut4j.curriculum.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name a user probably meant. */
final class Nearest {
    private Nearest() {}

    /** The known name that begins so, else the one that takes the fewest edits, if those are few for its length. */
    static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparing((String candidate) -> !candidate.startsWith(name))
                        .thenComparingInt(candidate -> edits(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate ->
                        candidate.startsWith(name) || edits(name, candidate) <= Math.max(2, candidate.length() / 2));
    }

    /** Levenshtein's distance: insertions, deletions and replacements that turn one text into the other. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
