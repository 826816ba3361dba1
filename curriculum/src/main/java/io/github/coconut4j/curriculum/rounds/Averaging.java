package io.github.coconut4j.curriculum.rounds;

/**
 * Between how many workers, and how often, weights and moments are averaged.
 *
 * @param workers that share an epoch
 * @param frequency steps each worker makes between two averages
 */
public record Averaging(int workers, int frequency) {}
