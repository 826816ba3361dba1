package io.github.coconut4j.model;

/**
 * The fixed sizes of one generation.
 *
 * @param loop the prompt
 * @param first the first column in which some row's prompt ends
 * @param capacity columns the kept keys and values have room for
 */
record GenerationShape(LoopShape loop, int first, int capacity) {}
