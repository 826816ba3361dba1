package io.github.coconut4j.curriculum.analysis;

/**
 * Values of frontier nodes by their height, the distance to the nearest leaf: what lies near an end is easier to judge.
 *
 * @param thoughts k
 * @param height of the nodes
 * @param leading mean value of those that lead to the target; NaN where there are none
 * @param astray mean value of those that do not; likewise
 * @param nodes how many there are of both
 */
public record HeightFigures(int thoughts, int height, double leading, double astray, int nodes) {}
