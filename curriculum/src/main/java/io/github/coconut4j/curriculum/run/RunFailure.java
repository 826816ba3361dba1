package io.github.coconut4j.curriculum.run;

/**
 * What ended a run before its end, {@code failure.json}.
 *
 * @param message one sentence
 * @param at the time
 */
public record RunFailure(String message, String at) {}
