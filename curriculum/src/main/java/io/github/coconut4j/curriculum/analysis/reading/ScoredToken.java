package io.github.coconut4j.curriculum.analysis.reading;

/**
 * A token and how much of it is in a thought.
 *
 * @param id of the token
 * @param text as it is written
 * @param score its probability, or its cosine
 */
public record ScoredToken(int id, String text, double score) {}
