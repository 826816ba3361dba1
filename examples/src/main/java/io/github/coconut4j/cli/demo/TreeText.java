package io.github.coconut4j.cli.demo;

import io.github.coconut4j.curriculum.analysis.tree.SearchTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A search tree as text: a line for each node, a column for each number of thoughts. */
public final class TreeText {
    private static final int NAMES = 24;
    private static final int BAR = 5;

    private TreeText() {}

    /** The lines; a bar stands where nodes of that depth are due, in {@code #} for each fifth of the probability. */
    public static List<String> lines(SearchTree tree) {
        int columns = tree.entropy().size() - 1;
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("after so many thoughts").append(" ".repeat(NAMES - 22));
        for (int k = 0; k < columns; k++) {
            head.append(String.format(Locale.ROOT, "%-12d", k));
        }
        lines.add(head.toString().stripTrailing());
        add(lines, tree, 0, columns);
        lines.add("(> leads to the answer; number: probability that the model names the node when it has to speak)");
        return lines;
    }

    private static void add(List<String> lines, SearchTree tree, int at, int columns) {
        SearchTree.Node node = tree.nodes().get(at);
        StringBuilder line = new StringBuilder("  ".repeat(node.depth()))
                .append(node.leads() ? "> " : "  ")
                .append(node.name());
        line.append(" ".repeat(Math.max(1, NAMES - line.length())));
        for (int k = 0; k < columns; k++) {
            double value = node.values().get(k);
            line.append(node.depth() == k + 1 ? bar(value) : " ".repeat(12));
        }
        lines.add(line.toString().stripTrailing());
        for (int child = 0; child < tree.nodes().size(); child++) {
            if (tree.nodes().get(child).parent() == at) {
                add(lines, tree, child, columns);
            }
        }
    }

    private static String bar(double value) {
        return String.format(Locale.ROOT, "%.2f %-7s", value, "#".repeat((int) Math.round(BAR * value)));
    }
}
