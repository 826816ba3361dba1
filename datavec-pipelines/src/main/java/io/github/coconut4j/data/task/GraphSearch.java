package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.RowRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Symbolic graph search: a graph of labelled nodes as a list of edges, two candidates, and a root; which candidate can
 * be reached from the root?
 *
 * <p>The graph consists of two sides that mirror each other, so that nothing but following the edges from the asked root
 * tells the candidates apart; see {@link LayeredGraph} for the construction. A problem reads
 *
 * <pre>
 * question  3&gt;7 0&gt;5 … ? 4 9 : 2     edges in random order, both candidates, the root as the last symbol
 * steps     7, 11, 4                the nodes on one way from the root to the answer
 * answer    4
 * </pre>
 *
 * <p>Caution: with one shared leaf, "the candidate that is nearer if edges had no direction" is right in 94 % of the
 * problems; with three, in 83 %. It needs the same search, but not the direction of the edges.
 *
 * <p>Creating one throws {@link DataException} if such a graph cannot be built.
 *
 * @param hops number of edges between the root and either candidate's depth
 * @param width nodes in each layer below a root
 * @param extra second parents on each side, which make more than one way
 * @param shared dead-end leaves that can be reached from both roots
 */
public record GraphSearch(int hops, int width, int extra, int shared) {
    private static final int MOST = 200;
    private static final int MOST_NODES = 500;

    public GraphSearch {
        check(hops >= 1, "hops must be at least 1, not " + hops);
        check(width >= 1, "width must be at least 1, not " + width);
        check(shared >= 0, "shared must be at least 0, not " + shared);
        check(hops <= MOST, "hops must be at most " + MOST + ", not " + hops);
        check(width <= MOST, "width must be at most " + MOST + ", not " + width);
        check(shared <= MOST, "shared must be at most " + MOST + ", not " + shared);
        int nodes = nodes(hops, width, shared);
        check(
                nodes <= MOST_NODES,
                "hops %d and width %d make graphs of %d nodes, each pair of which is a symbol; %d nodes are the most"
                        .formatted(hops, width, nodes, MOST_NODES));
        int able = width < 2 ? 0 : width * (hops - 1);
        check(
                extra >= 0 && extra <= able,
                "extra must lie between 0 and " + able + " (nodes that can have a second parent), not " + extra);
    }

    /**
     * The quickstart's setting: 4 hops, width 2, one extra edge a side, one shared leaf.
     *
     * @return 19 nodes, 20 edges
     */
    public static GraphSearch graphSearch() {
        return new GraphSearch(4, 2, 1, 1);
    }

    /**
     * The same with this many hops.
     *
     * @param value 1 to 200, as long as there are at most 500 nodes
     * @return a changed copy
     */
    public GraphSearch hops(int value) {
        return new GraphSearch(value, width, extra, shared);
    }

    /**
     * The same with this many nodes in a layer.
     *
     * @param value 1 to 200, as long as there are at most 500 nodes
     * @return a changed copy
     */
    public GraphSearch width(int value) {
        return new GraphSearch(hops, value, extra, shared);
    }

    /**
     * The same with this many second parents on each side.
     *
     * @param value 0 or more, as far as the layers have room for them
     * @return a changed copy
     */
    public GraphSearch extra(int value) {
        return new GraphSearch(hops, width, value, shared);
    }

    /**
     * The same with this many shared leaves; 3 is the harder sister of the quickstart.
     *
     * @param value 0 to 200
     * @return a changed copy
     */
    public GraphSearch shared(int value) {
        return new GraphSearch(hops, width, extra, value);
    }

    /**
     * Number of nodes, and of labels.
     *
     * @return at most 500
     */
    public int nodes() {
        return nodes(hops, width, shared);
    }

    private static int nodes(int hops, int width, int shared) {
        return 2 * (1 + hops * width) + shared;
    }

    /**
     * Number of edges.
     *
     * @return of one problem; all have as many
     */
    public int edges() {
        return 2 * (hops * width + extra + shared);
    }

    /**
     * Every symbol a problem may contain: three marks, the labels, and one symbol for each possible edge.
     *
     * @return the vocabulary, in a fixed order
     */
    public List<String> symbols() {
        List<String> labels =
                IntStream.range(0, nodes()).mapToObj(Integer::toString).toList();
        List<String> symbols = new ArrayList<>(List.of("?", ":", "###"));
        symbols.addAll(labels);
        for (String from : labels) {
            for (String to : labels) {
                symbols.add(from + ">" + to);
            }
        }
        return List.copyOf(symbols);
    }

    /**
     * An endless supply of such problems: every epoch draws new ones.
     *
     * @param count problems in one epoch
     * @param seed the same seed draws the same problems
     * @return may be read by several threads
     */
    public ProblemSource problems(long count, long seed) {
        return new Source(this, count, seed, symbols());
    }

    private static void check(boolean holds, String complaint) {
        if (!holds) {
            throw new DataException(complaint + ".");
        }
    }

    private record Source(GraphSearch task, long size, long seed, List<String> symbolList) implements ProblemSource {
        @Override
        public String name() {
            return "graph_search";
        }

        @Override
        public Problem problem(int epoch, long row) {
            return LayeredGraph.draw(task, RowRandom.at(seed, epoch, row)).problem();
        }

        @Override
        public String fingerprint() {
            return task + ", " + size + " problems an epoch, seed " + seed;
        }

        @Override
        public Optional<List<String>> symbols() {
            return Optional.of(symbolList);
        }

        @Override
        public boolean isEndless() {
            return true;
        }
    }
}
