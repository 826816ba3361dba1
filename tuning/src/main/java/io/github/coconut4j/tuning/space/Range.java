package io.github.coconut4j.tuning.space;

/**
 * A range of numbers, both ends included.
 *
 * @param from lower end
 * @param to upper end
 * @param scale {@code null} for whole numbers
 */
public record Range(Number from, Number to, Scale scale) {}
