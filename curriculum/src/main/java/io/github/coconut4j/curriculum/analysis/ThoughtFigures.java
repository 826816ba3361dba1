package io.github.coconut4j.curriculum.analysis;

/**
 * How nodes stand in the k-th thoughts of a data set, means over the problems.
 *
 * @param thought which thought, from 1
 * @param auc chance that a node of the frontier scores higher than another one of the problem
 * @param frontierMass share of the frontier among the problem's nodes
 * @param effectiveNodes how many nodes are in play
 * @param dominance share of the first of the two best
 * @param norm length (L2)
 * @param cosine to the thought before it; NaN for the first one
 */
public record ThoughtFigures(
        int thought,
        double auc,
        double frontierMass,
        double effectiveNodes,
        double dominance,
        double norm,
        double cosine) {}
