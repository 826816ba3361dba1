package io.github.coconut4j.curriculum.analysis.adaptive;

/**
 * What a rule comes to at one threshold.
 *
 * @param rule by which thinking stops
 * @param threshold it is set to
 * @param thoughts mean number of them
 * @param accuracy share of right answers
 */
public record AdaptivePoint(StoppingRule rule, double threshold, double thoughts, double accuracy) {}
