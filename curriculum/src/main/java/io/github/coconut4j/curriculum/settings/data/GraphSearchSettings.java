package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.task.GraphSearch;

/**
 * Symbolic graph search, see {@link GraphSearch}: fresh problems in every epoch, held-out problems that are the same for
 * every seed.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .data(graphSearch().hops(3).width(3).extra(2).shared(0).problemsPerEpoch(10_000))
 *
 * data:
 *   type: graph_search
 *   hops: 3
 *   width: 3
 *   extra: 2
 *   shared: 0
 *   problems_per_epoch: 10000
 * }</pre>
 *
 * <p>Creating one throws {@link RuntimeException} if a number is out of range.
 *
 * @param hops edges between the root and either candidate
 * @param width nodes in each layer below a root
 * @param extra second parents on each side
 * @param shared dead-end leaves that can be reached from both roots
 * @param problemsPerEpoch problems drawn for each epoch
 */
public record GraphSearchSettings(int hops, int width, int extra, int shared, long problemsPerEpoch)
        implements DataSettings {

    public GraphSearchSettings {
        new GraphSearch(hops, width, extra, shared);
        Checks.between(1, 1_000_000_000, problemsPerEpoch, "problems_per_epoch");
    }

    /**
     * {@return the same with this many hops}
     *
     * @param count edges from the root to either candidate
     */
    public GraphSearchSettings hops(int count) {
        return new GraphSearchSettings(count, width, extra, shared, problemsPerEpoch);
    }

    /**
     * {@return the same with this many nodes in a layer}
     *
     * @param count of each layer below a root
     */
    public GraphSearchSettings width(int count) {
        return new GraphSearchSettings(hops, count, extra, shared, problemsPerEpoch);
    }

    /**
     * {@return the same with this many second parents on each side}
     *
     * @param count 0 for trees
     */
    public GraphSearchSettings extra(int count) {
        return new GraphSearchSettings(hops, width, count, shared, problemsPerEpoch);
    }

    /**
     * {@return the same with this many shared leaves}
     *
     * @param count reached from both roots, so that being reached says nothing
     */
    public GraphSearchSettings shared(int count) {
        return new GraphSearchSettings(hops, width, extra, count, problemsPerEpoch);
    }

    /**
     * {@return the same with this many problems drawn for each epoch}
     *
     * @param count 1 to a billion, drawn anew for every epoch
     */
    public GraphSearchSettings problemsPerEpoch(long count) {
        return new GraphSearchSettings(hops, width, extra, shared, count);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        GraphSearch task = new GraphSearch(hops, width, extra, shared);
        return GeneratedSets.of(task::problems, problemsPerEpoch, seed, heldOut, 1);
    }
}
