package io.github.coconut4j.curriculum.analysis.reading;

import java.util.List;

/**
 * A state as it is kept until all of them are read.
 *
 * @param state {@code [D]}
 * @param says its likeliest tokens
 */
public record SeenState(float[] state, List<ScoredToken> says) {}
