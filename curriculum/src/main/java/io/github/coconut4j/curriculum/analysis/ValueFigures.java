package io.github.coconut4j.curriculum.analysis;

/**
 * Values of the nodes that could rightly be named after k thoughts, means over the problems with the tenth and the ninetieth percentile.
 *
 * @param thoughts k
 * @param frontier sum of the values of all nodes at the depth that is due
 * @param top1 value of the best node
 * @param top2 values of the two best
 * @param top3 values of the three best
 * @param low tenth percentile of top1
 * @param high ninetieth percentile of top1
 */
public record ValueFigures(
        int thoughts, double frontier, double top1, double top2, double top3, double low, double high) {}
