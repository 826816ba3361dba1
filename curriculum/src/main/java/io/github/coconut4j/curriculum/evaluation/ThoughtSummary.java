package io.github.coconut4j.curriculum.evaluation;

/**
 * What the k-th thoughts of an evaluation have in common.
 *
 * @param thought which thought, from 0
 * @param problems that had it
 * @param norm mean length (L2) of the thought
 * @param cosine mean cosine between the thought and the token embedding nearest to it in direction; near 1, thoughts are words
 */
public record ThoughtSummary(int thought, int problems, double norm, double cosine) {}
